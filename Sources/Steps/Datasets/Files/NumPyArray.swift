package import FoundationEssentials

/// An array of numbers in NumPy's format.
///
/// Source: NumPy's reference, `numpy.lib.format`: six bytes of signature, two of the version, the length of a header,
/// which is a Python dictionary of `descr`, `fortran_order` and `shape`, then the elements. Nothing is executed, and a
/// shape is believed only if that many bytes are there.
package struct NumPyArray: Sendable {
    /// The sizes, outermost first.
    package let dimensions: [Int]
    /// The type of the elements.
    package let type: ElementType
    /// The elements, little-endian.
    package let elements: Data

    /// A type of numbers, `descr` without the byte order.
    package enum ElementType: String, Sendable, CaseIterable {
        case boolean = "b1"
        case unsigned8 = "u1"
        case signed8 = "i1"
        case unsigned16 = "u2"
        case signed16 = "i2"
        case unsigned32 = "u4"
        case signed32 = "i4"
        case unsigned64 = "u8"
        case signed64 = "i8"
        case float32 = "f4"
        case float64 = "f8"

        /// The size of an element in bytes.
        package var size: Int {
            switch self {
            case .boolean, .unsigned8, .signed8: 1
            case .unsigned16, .signed16: 2
            case .unsigned32, .signed32, .float32: 4
            case .unsigned64, .signed64, .float64: 8
            }
        }
    }

    private static let signature: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// The maximum length of a header in bytes; NumPy's own limit is 10,000.
    private static let longestHeader = 10_000

    /// The maximum length of a type's name in messages: a header may have one as long as itself.
    private static let longestTypeShown = 40

    /// What an array is to hold.
    package enum Content: Sendable {
        case images, labels
    }

    /// What makes readable numbers of elements of another type, without a loss that is not wanted.
    private static func conversion(of header: Header, to content: Content) -> String {
        if ElementType(rawValue: String(header.type.dropFirst())) != nil {
            return "'array.astype(array.dtype.newbyteorder(\"<\"))' turns their bytes around"
        }
        return switch (content, header.type.dropFirst().first) {
        case (_, "f"): "'array.astype(\"float32\")'"
        case (.images, "O"):
            "'numpy.asarray(array.tolist(), dtype=\"uint8\")' makes them of images of one size with samples from 0 to 255"
        case (.images, _): "'array.astype(\"uint8\")'"
        case (.labels, "U"), (.labels, "S"), (.labels, "O"):
            "'numpy.unique(array, return_inverse=True)[1]' makes them of names"
        case (.labels, _) where header.shape.count == 2 && header.shape[1] > 1:
            "'array.argmax(1)' makes them of rows of ones and zeros"
        case (.labels, _): "'array.astype(\"int64\")'"
        }
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - name: the file's name, for messages.
    ///   - content: what it is to hold, for advice.
    /// - Throws: ``DataFileProblem`` for anything else than exactly such an array, one of another type or byte order, and
    ///   one in Fortran's order.
    package init(_ data: Data, name: String, holding content: Content) throws(DataFileProblem) {
        let start = try Self.startOfHeader(data, name)
        guard let header = Header(data.dropFirst(start.place).prefix(start.length)) else {
            throw DataFileProblem(name, "has a header that is not NumPy's")
        }
        guard let type = ElementType(rawValue: String(header.type.dropFirst())),
            header.type.hasPrefix("|") || header.type.hasPrefix("<") || header.type.hasPrefix("=")
        else {
            throw DataFileProblem(
                name,
                "has elements of the type '\(header.type.prefix(Self.longestTypeShown))', which are not read: in Python, \(Self.conversion(of: header, to: content))"
            )
        }
        guard !header.isInFortranOrder else {
            throw DataFileProblem(
                name, "is stored column by column: in Python, save 'numpy.ascontiguousarray(array)'")
        }
        var count = type.size
        for size in header.shape {
            let (product, overflows) = count.multipliedReportingOverflow(by: size)
            guard !overflows else { throw DataFileProblem(name, "claims an impossible shape") }
            count = product
        }
        elements = data.dropFirst(start.place + start.length)
        guard elements.count == count else {
            let shape = header.shape.map(String.init).joined(separator: "×")
            throw DataFileProblem(
                name,
                elements.count < count
                    ? "is cut short: it claims \(shape) elements in \(count) bytes, but has \(elements.count)"
                    : "has \(elements.count - count) bytes after the \(shape) elements that it claims")
        }
        dimensions = header.shape
        self.type = type
    }

    /// The place and the length of the header.
    private static func startOfHeader(
        _ data: Data, _ name: String
    ) throws(DataFileProblem) -> (place: Int, length: Int) {
        let first = Array(data.prefix(12))
        guard first.starts(with: signature), first.count == 12 else {
            throw DataFileProblem(name, "is not an array of NumPy: it does not begin like one")
        }
        let isLong = first[6] > 1
        let length = first[8..<(isLong ? 12 : 10)].reversed().reduce(0) { $0 << 8 | Int($1) }
        let place = isLong ? 12 : 10
        guard (1...3).contains(first[6]), length <= min(longestHeader, data.count - place) else {
            throw DataFileProblem(name, "has a header that is not NumPy's")
        }
        return (place, length)
    }

    /// The elements as bytes; `nil` unless each is a whole number from 0 to 255, of whatever type.
    var bytes: Data? {
        if type == .boolean || type == .unsigned8 { return elements }
        let source = elements.span
        var bytes = [UInt8](repeating: 0, count: source.count / type.size)
        for index in bytes.indices {
            guard let byte = UInt8(exactly: number(at: index, in: source)) else { return nil }
            bytes[index] = byte
        }
        return Data(bytes)
    }

    /// The least and the greatest element; `nil` if there is none, or one that is not finite.
    var range: ClosedRange<Double>? {
        let source = elements.span
        let count = source.count / type.size
        guard count > 0 else { return nil }
        var (least, greatest) = (Double.infinity, -Double.infinity)
        for index in 0..<count {
            let number = number(at: index, in: source)
            guard number.isFinite else { return nil }
            (least, greatest) = (min(least, number), max(greatest, number))
        }
        return least...greatest
    }

    /// An element; a whole one of more than 2⁵³ is rounded.
    private func number(at index: Int, in source: Span<UInt8>) -> Double {
        let size = type.size
        var bits: UInt64 = 0
        for place in 0..<size { bits |= UInt64(source[index * size + place]) << UInt64(8 * place) }
        switch type {
        case .float32: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        case .float64: return Double(bitPattern: bits)
        case .signed8, .signed16, .signed32, .signed64:
            let unused = UInt64(64 - 8 * size)
            return Double(Int64(bitPattern: bits << unused) >> Int64(unused))
        case .boolean, .unsigned8, .unsigned16, .unsigned32, .unsigned64: return Double(bits)
        }
    }
}

extension NumPyArray {
    /// A header's dictionary.
    private struct Header {
        var type = ""
        var isInFortranOrder = false
        var shape: [Int] = []

        /// Reads `{'descr': '|u1', 'fortran_order': False, 'shape': (60000, 28, 28), }`; `nil` for anything else.
        init?(_ bytes: Data) {
            guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
            var rest = Substring(text)
            func skip(_ token: String) -> Bool {
                rest = rest.drop { $0.isWhitespace }
                guard rest.hasPrefix(token) else { return false }
                rest = rest.dropFirst(token.count)
                return true
            }
            func quoted() -> String? {
                guard skip("'"), let end = rest.firstIndex(of: "'") else { return nil }
                defer { rest = rest[rest.index(after: end)...] }
                return String(rest[..<end])
            }
            var known: Set<String> = []
            guard skip("{") else { return nil }
            while !skip("}") {
                guard let key = quoted(), known.insert(key).inserted, skip(":") else { return nil }
                switch key {
                case "descr":
                    guard let type = quoted() else { return nil }
                    self.type = type
                case "fortran_order":
                    isInFortranOrder = skip("True")
                    guard isInFortranOrder || skip("False") else { return nil }
                case "shape":
                    guard skip("(") else { return nil }
                    while !skip(")") {
                        let digits = rest.drop { $0.isWhitespace }.prefix { $0.isASCII && $0.isNumber }
                        guard let size = Int(digits), shape.count < 8 else { return nil }
                        rest = rest.drop { $0.isWhitespace }.dropFirst(digits.count)
                        shape.append(size)
                        guard skip(",") || rest.drop(while: \.isWhitespace).hasPrefix(")") else { return nil }
                    }
                default: return nil
                }
                guard skip(",") || rest.drop(while: \.isWhitespace).hasPrefix("}") else { return nil }
            }
            guard known == ["descr", "fortran_order", "shape"], rest.allSatisfy(\.isWhitespace) else {
                return nil
            }
        }
    }
}

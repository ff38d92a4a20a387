import Diagnostics
import Yams

/// A YAML text as a tree with source ranges: the only type that calls Yams.
struct YAMLDocument {
    /// A value and its range.
    struct Node {
        enum Content {
            /// A scalar's text; only a plain one can be a number, a Boolean or null.
            case scalar(String, isPlain: Bool)
            case sequence([Node])
            case mapping([(key: Node, value: Node)])
            /// Something nested deeper than any setting.
            case nested
        }

        let content: Content

        /// The value's bytes in the file; of a list or a mapping, its start.
        let range: SourceRange
    }

    /// The reason why a text is not a YAML document.
    enum Failure: Error {
        case syntax(String, at: SourceRange)
        case duplicateKeys([String], at: SourceRange)
        case alias(at: SourceRange)
    }

    /// The document's value; `nil` if there is none.
    let root: Node?

    /// Parses a text.
    ///
    /// - Parameters:
    ///   - bytes: The text, valid UTF-8.
    ///   - start: Where it starts in the file.
    ///   - depth: The number of levels of lists and mappings that are read.
    init(_ bytes: ArraySlice<UInt8>, at start: Int, depth: Int) throws(Failure) {
        let places = MarkTable(bytes, start: start)
        let yaml = String(decoding: bytes, as: UTF8.self)
        do {
            // The parser keeps alive the anchors that the nodes point to.
            let parser = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8)
            root = try withExtendedLifetime(parser) {
                try parser.singleRoot().map { Self.node($0, depth: depth, places) }
            }
        } catch let error as YamlError {
            throw Self.failure(error, places)
        } catch {
            throw .syntax("\(error)", at: start..<start)
        }
    }

    private static func node(_ node: Yams.Node, depth: Int, _ places: MarkTable) -> Node {
        let start = node.mark.map { places.offset(of: $0) } ?? places.start
        switch node {
        case .scalar(let scalar):
            let range = places.rangeOfScalar(scalar.string, from: start)
            return Node(
                content: .scalar(scalar.string, isPlain: scalar.style == .plain), range: range)
        case .sequence(let sequence) where depth > 0:
            return Node(
                content: .sequence(sequence.map { Self.node($0, depth: depth - 1, places) }),
                range: start..<start)
        case .mapping(let mapping) where depth > 0:
            let pairs = mapping.map { pair in
                (
                    key: Self.node(pair.key, depth: depth - 1, places),
                    value: Self.node(pair.value, depth: depth - 1, places)
                )
            }
            return Node(content: .mapping(pairs), range: start..<start)
        default:
            return Node(content: .nested, range: start..<start)
        }
    }

    private static func failure(_ error: YamlError, _ places: MarkTable) -> Failure {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            return .syntax(problem, at: places.emptyRange(at: mark))
        case .composer(_, let problem, let mark, _):
            let range = places.emptyRange(at: mark)
            return problem.contains("alias") ? .alias(at: range) : .syntax(problem, at: range)
        case .reader(let problem, _, _, _):
            return .syntax(problem, at: places.start..<places.start)
        case .duplicatedKeysInMapping(let keys, let context):
            return .duplicateKeys(keys, at: places.emptyRange(at: context.mark))
        default:
            return .syntax("\(error)", at: places.start..<places.start)
        }
    }
}

/// The starts of the lines of a YAML text; lines also end at some characters that no editor treats as line ends.
private struct MarkTable {
    let start: Int

    private let bytes: ArraySlice<UInt8>
    private var lineStarts: [Int]
    /// The number of scalars before each line.
    private var scalarsBefore: [Int] = [0]
    /// The offset of every 64th scalar, so that a position in a long line is found without reading everything before
    /// it.
    private var milestones: [Int] = []

    private static let distance = 64

    init(_ bytes: ArraySlice<UInt8>, start: Int) {
        self.bytes = bytes
        self.start = start
        lineStarts = [bytes.startIndex]
        var previous: UInt8 = 0
        var scalars = 0
        for (index, byte) in zip(bytes.indices, bytes) {
            if byte & 0xC0 != 0x80 {
                if scalars % Self.distance == 0 { milestones.append(index) }
                scalars += 1
            }
            let isSecondOfPair = byte == UInt8(ascii: "\n") && previous == UInt8(ascii: "\r")
            let last = Array(bytes[max(bytes.startIndex, index - 2)...index])
            if isSecondOfPair {
                lineStarts.removeLast()
                scalarsBefore.removeLast()
            }
            if byte.isLineEnd || last.suffix(2) == [0xC2, 0x85] || last == [0xE2, 0x80, 0xA8]
                || last == [0xE2, 0x80, 0xA9]
            {
                lineStarts.append(index + 1)
                scalarsBefore.append(scalars)
            }
            previous = byte
        }
    }

    /// The offset in the file of a mark, whose column counts Unicode scalars.
    func offset(of mark: Mark) -> Int {
        let line = min(max(mark.line - 1, 0), lineStarts.count - 1)
        let scalar = scalarsBefore[line] + max(0, mark.column - 1)
        let milestone = scalar / Self.distance
        guard milestone < milestones.count else { return start + bytes.count }
        var index = milestones[milestone]
        var left = scalar % Self.distance
        while left > 0, index < bytes.endIndex {
            index += 1
            while index < bytes.endIndex, bytes[index] & 0xC0 == 0x80 { index += 1 }
            left -= 1
        }
        return start + index - bytes.startIndex
    }

    func emptyRange(at mark: Mark) -> SourceRange {
        let offset = offset(of: mark)
        return offset..<offset
    }

    /// The bytes of a scalar that starts at an offset; the rest of the line if it is not written literally.
    func rangeOfScalar(_ text: String, from offset: Int) -> SourceRange {
        let index = offset - start + bytes.startIndex
        guard !text.isEmpty || index < bytes.endIndex && !bytes[index].isLineEnd else {
            return offset..<offset
        }
        if bytes[index...].starts(with: text.utf8) { return offset..<offset + text.utf8.count }
        if index < bytes.endIndex, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
            let content = bytes[(index + 1)...].prefix { $0 != bytes[index] && !$0.isLineEnd }
            if content.endIndex < bytes.endIndex, bytes[content.endIndex] == bytes[index] {
                return offset..<offset + content.endIndex + 1 - index
            }
        }
        let line = bytes[index...].prefix { !$0.isLineEnd }
        let end = line.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? index
        return offset..<offset + end - index
    }
}

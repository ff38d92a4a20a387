package import FoundationEssentials

/// An array of bytes in one or more dimensions, the file format of MNIST.
///
/// Two zero bytes, the element type (8 is unsigned bytes), the number of dimensions, each dimension as four bytes,
/// big-endian, then the elements. Source: the format's description on MNIST's own page.
package struct IDXFile: Sendable {
    /// The sizes, outermost first.
    package let dimensions: [Int]

    /// The elements.
    package let elements: Data

    /// The maximum size of a decompressed file: 1 GiB.
    package static let limit = 1 << 30

    /// Reads a file, compressed with gzip or not.
    ///
    /// - Parameters:
    ///   - rank: the expected number of dimensions.
    ///   - name: the file's name, for messages.
    /// - Throws: ``DataFileProblem`` for anything else than exactly such a file.
    package init(_ data: Data, rank: Int, name: String) throws(DataFileProblem) {
        let isPacked = Gzip.isStream(data)
        let headerCount = 4 + 4 * rank
        let dimensions = try Self.dimensions(of: data, rank: rank, name: name)
        let count = dimensions.reduce(1, *)
        // The header gives the decompressed size, so that a small file cannot exhaust the memory.
        let bytes = isPacked ? try Gzip.unpack(data, limit: headerCount + count, name: name) : data
        let actual = bytes.count - headerCount
        guard actual == count else {
            let shape = dimensions.map(String.init).joined(separator: "×")
            throw DataFileProblem(
                name,
                actual < count
                    ? "is cut short: it claims \(shape) elements, but has \(actual) of \(count)"
                    : "has \(actual - count) bytes after the \(shape) elements that it claims")
        }
        self.dimensions = dimensions
        elements = bytes.dropFirst(headerCount)
    }

    /// Reads only the sizes, outermost first.
    ///
    /// - Throws: ``DataFileProblem`` if the file does not begin with such a header.
    package static func dimensions(
        of data: Data, rank: Int, name: String
    ) throws(DataFileProblem) -> [Int] {
        let count = 4 + 4 * rank
        let header =
            Gzip.isStream(data) ? try Gzip.unpackPrefix(count, of: data, name: name) : data.prefix(count)
        return try dimensions(Array(header), rank: rank, name: name)
    }

    /// Reads a header.
    private static func dimensions(
        _ header: [UInt8], rank: Int, name: String
    ) throws(DataFileProblem) -> [Int] {
        guard header.count == 4 + 4 * rank else {
            throw DataFileProblem(
                name, "is cut short: it has \(header.count) bytes, its header alone \(4 + 4 * rank)")
        }
        let expected: [UInt8] = [0, 0, 8, UInt8(rank)]
        guard Array(header.prefix(4)) == expected else {
            throw DataFileProblem(
                name,
                "is not an IDX file of bytes in \(rank) dimensions: it begins with "
                    + "\(hexadecimal(header.prefix(4))), not \(hexadecimal(expected[...]))")
        }
        var dimensions: [Int] = []
        var count = 1
        for index in 0..<rank {
            let size = header[4 + 4 * index..<8 + 4 * index].reduce(0) { $0 << 8 | Int($1) }
            let (product, overflows) = count.multipliedReportingOverflow(by: size)
            guard !overflows, product <= limit else {
                throw DataFileProblem(name, "claims impossible dimensions")
            }
            dimensions.append(size)
            count = product
        }
        return dimensions
    }

    private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }
}

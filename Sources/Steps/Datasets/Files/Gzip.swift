import CZlib
package import FoundationEssentials

/// Gzip streams, RFC 1952.
package enum Gzip {
    /// Whether the bytes begin like a gzip stream.
    package static func isStream(_ data: Data) -> Bool { data.starts(with: [0x1F, 0x8B]) }

    /// The name of a gzip file once decompressed; `nil` for any other.
    static func unpackedName(of file: String) -> String? {
        file.lowercased().hasSuffix(".gz") ? String(file.dropLast(3)) : nil
    }

    /// Decompresses a stream.
    ///
    /// - Parameters:
    ///   - limit: the maximum number of decompressed bytes, whatever the stream claims.
    ///   - name: the file's name, for messages.
    /// - Throws: ``DataFileProblem`` for a stream that is damaged, truncated, too long, or followed by other bytes.
    package static func unpack(_ data: Data, limit: Int, name: String) throws(DataFileProblem) -> Data {
        let stream = try inflate(data, until: limit + 1, name: name)
        guard stream.output.count <= limit else {
            throw DataFileProblem(name, "unpacks to more than the \(limit) bytes that it can hold")
        }
        guard stream.rest == 0 else { throw DataFileProblem(name, "has \(stream.rest) bytes after its end") }
        return stream.output
    }

    /// Decompresses the first bytes of a stream, or all if there are fewer.
    ///
    /// - Throws: ``DataFileProblem`` for a stream that is damaged or truncated before them.
    package static func unpackPrefix(
        _ count: Int, of data: Data, name: String
    ) throws(DataFileProblem) -> Data {
        try inflate(data, until: count, name: name).output
    }

    /// Decompresses a file of a zip archive, RFC 1951, which has no header of its own.
    ///
    /// - Parameter limit: the maximum number of decompressed bytes, whatever the stream claims.
    /// - Throws: ``DataFileProblem`` like ``unpack(_:limit:name:)``.
    static func unpackDeflated(_ data: Data, limit: Int, name: String) throws(DataFileProblem) -> Data {
        let stream = try inflate(data, until: limit + 1, name: name, window: -15)
        guard stream.output.count <= limit else {
            throw DataFileProblem(name, "unpacks to more than the \(limit) bytes that it can hold")
        }
        guard stream.rest == 0 else { throw DataFileProblem(name, "has \(stream.rest) bytes after its end") }
        return stream.output
    }

    /// The largest ratio of decompressed bytes to compressed ones: 258 bytes from two bits, rounded up.
    ///
    /// Source: zlib's technical details, "Maximum Compression Factor", 1032 : 1.
    private static let largestRatio = 1032

    /// Decompresses a stream to its end, or up to a number of bytes.
    ///
    /// - Parameter window: zlib's `windowBits`: 15 is the largest window; adding 16 selects gzip's header, a negative
    ///   number none.
    private static func inflate(
        _ data: Data, until count: Int, name: String, window: Int32 = 15 + 16
    ) throws(DataFileProblem) -> (output: Data, rest: Int) {
        var stream = z_stream()
        guard inflateInit2_(&stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw DataFileProblem(name, "cannot be unpacked: zlib is not available")
        }
        defer { inflateEnd(&stream) }
        var input = [UInt8](data)
        // As much as the bytes can become, so that the output is not held twice where it would grow.
        var output = Data(capacity: min(count, data.count * largestRatio))
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var status = Z_OK
        input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(clamping: input.count)
            while status == Z_OK, output.count < count {
                chunk.withUnsafeMutableBufferPointer { chunk in
                    let room = min(chunk.count, count - output.count)
                    stream.next_out = chunk.baseAddress
                    stream.avail_out = UInt32(room)
                    status = CZlib.inflate(&stream, Z_NO_FLUSH)
                    output.append(contentsOf: chunk.prefix(room - Int(stream.avail_out)))
                }
            }
        }
        guard status == Z_STREAM_END || output.count == count else {
            throw DataFileProblem(
                name,
                status == Z_DATA_ERROR
                    ? "is damaged: it does not unpack" : "is cut short: it does not unpack whole")
        }
        return (output, Int(stream.avail_in))
    }
}

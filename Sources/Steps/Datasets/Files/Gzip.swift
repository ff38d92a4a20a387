import CZlib
import FoundationEssentials

/// Gzip streams, RFC 1952.
enum Gzip {
    /// Whether the bytes begin like a gzip stream.
    static func isStream(_ data: Data) -> Bool { data.starts(with: [0x1F, 0x8B]) }

    /// Unpacks a stream.
    ///
    /// - Parameters:
    ///   - limit: the most bytes that are unpacked, whatever the stream says of itself.
    ///   - name: the file's name, for messages.
    /// - Throws: ``DataFileProblem`` for a stream that is damaged, cut short, too long, or followed by something.
    static func unpack(_ data: Data, limit: Int, name: String) throws(DataFileProblem) -> Data {
        var stream = z_stream()
        // 15 is the largest window; 16 more asks for gzip's header.
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw DataFileProblem(name, "cannot be unpacked: zlib is not available")
        }
        defer { inflateEnd(&stream) }
        var input = [UInt8](data)
        var output = Data()
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var status = Z_OK
        var rest: UInt32 = 0
        input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(clamping: input.count)
            while status == Z_OK, output.count <= limit {
                chunk.withUnsafeMutableBufferPointer { chunk in
                    stream.next_out = chunk.baseAddress
                    stream.avail_out = UInt32(chunk.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    output.append(contentsOf: chunk.prefix(chunk.count - Int(stream.avail_out)))
                }
            }
            rest = stream.avail_in
        }
        guard output.count <= limit else {
            throw DataFileProblem(name, "unpacks to more than \(limit) bytes, which is more than it can hold")
        }
        guard status == Z_STREAM_END else {
            throw DataFileProblem(
                name, status == Z_DATA_ERROR ? "is damaged: it does not unpack" : "is cut short: it does not unpack whole")
        }
        guard rest == 0 else { throw DataFileProblem(name, "has \(rest) bytes after its end") }
        return output
    }
}

import CZlib
import Foundation
import TestSupport

extension Data {
    /// The bytes as a gzip stream.
    var gzipped: Data {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(
                &stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
        else { preconditionFailure("zlib does not begin") }
        defer { deflateEnd(&stream) }
        var input = [UInt8](self)
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(count))))
        let written = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                guard deflate(&stream, Z_FINISH) == Z_STREAM_END else {
                    preconditionFailure("zlib does not end")
                }
                return Int(stream.total_out)
            }
        }
        return Data(output.prefix(written))
    }

    /// An IDX file of bytes.
    static func idx(_ dimensions: [Int], _ elements: some Sequence<UInt8>, type: UInt8 = 8) -> Data {
        var data = Data([0, 0, type, UInt8(dimensions.count)])
        for size in dimensions { data.append(contentsOf: (0..<4).map { UInt8(size >> (24 - 8 * $0) & 255) }) }
        data.append(contentsOf: elements)
        return data
    }

    /// Deterministic bytes that do not compress well.
    static func noise(_ count: Int, seed: UInt64 = 1) -> Data {
        var random = RandomSource(seed: seed)
        return Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
}

package import FoundationEssentials
import Glibc

/// Complete reads and writes on an open file, whatever parts the system transfers and whichever signals interrupt it.
package struct DescriptorBytes {
    private let descriptor: Int32

    /// Takes an open file descriptor, which stays open.
    package init(of descriptor: Int32) { self.descriptor = descriptor }

    /// Reads `count` bytes, or fewer at the end of the file.
    func read(count: Int) throws(SystemError) -> Data {
        var data = Data(count: count)
        var done = 0
        while done < count {
            let got = data.withUnsafeMutableBytes { buffer in
                buffer.baseAddress.map { Glibc.read(descriptor, $0 + done, count - done) } ?? 0
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw SystemError(number: errno) }
            guard got > 0 else { break }
            done += got
        }
        return done == count ? data : data.prefix(done)
    }

    /// Writes all bytes.
    package func write(_ data: Data) throws(SystemError) {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SystemError(number: count < 0 ? errno : EIO) }
            rest = rest.dropFirst(count)
        }
    }
}

package import FoundationEssentials
import Glibc

/// The bytes of an open file: what the system reads or writes in parts is one whole here, and a signal in between changes
/// nothing.
package struct DescriptorBytes {
    private let descriptor: Int32

    /// Takes an open file, which stays open.
    package init(of descriptor: Int32) { self.descriptor = descriptor }

    /// Reads so many bytes, or as many as there are.
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

    /// Writes bytes, all of them.
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

import CZlib
import Foundation

/// A file of torch.save with a dictionary of tensors in any order, as Python programs put them together.
struct ForeignStateDictionary {
    private var tensors: [(name: String, shape: [Int], values: [Float])] = []

    /// Adds a tensor behind the others.
    mutating func add(_ name: String, _ shape: [Int], _ values: [Float]) {
        tensors.append((name, shape, values))
    }

    var encoded: Data {
        var files: [(name: String, content: Data)] = [("net/data.pkl", pickle)]
        files.append(("net/byteorder", Data("little".utf8)))
        for (index, tensor) in tensors.enumerated() {
            files.append(("net/data/\(index)", tensor.values.withUnsafeBytes { Data($0) }))
        }
        return Self.archive(files)
    }

    /// A dictionary in protocol 2.
    private var pickle: Data {
        var bytes = Data([0x80, 2]) + Data("}(".utf8)
        for (index, tensor) in tensors.enumerated() {
            bytes += Self.text(tensor.name)
            bytes += Data("ctorch._utils\n_rebuild_tensor_v2\n((".utf8) + Self.text("storage")
            bytes += Data("ctorch\nFloatStorage\n".utf8) + Self.text(String(index)) + Self.text("cpu")
            bytes += Self.integer(tensor.values.count) + Data("tQ".utf8) + Self.integer(0)
            let strides = tensor.shape.indices.map { tensor.shape[($0 + 1)...].reduce(1, *) }
            for numbers in [tensor.shape, strides] {
                bytes += Data("(".utf8)
                for number in numbers { bytes += Self.integer(number) }
                bytes += Data("t".utf8)
            }
            bytes += Data([0x89]) + Data("ccollections\nOrderedDict\n)RtR".utf8)
        }
        return bytes + Data("u.".utf8)
    }

    private static func text(_ text: String) -> Data {
        Data("X".utf8) + bytes(UInt32(text.utf8.count)) + Data(text.utf8)
    }

    private static func integer(_ number: Int) -> Data { Data("J".utf8) + bytes(Int32(number)) }

    private static func bytes(_ number: some FixedWidthInteger) -> Data {
        withUnsafeBytes(of: number.littleEndian) { Data($0) }
    }

    /// A zip archive of files that are not packed.
    private static func archive(_ files: [(name: String, content: Data)]) -> Data {
        var archive = Data()
        var directory = Data()
        for file in files {
            let content = [UInt8](file.content)
            let checksum = UInt32(crc32(0, content, UInt32(content.count)))
            // Version, flags, method, time and date.
            var facts = Data([20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0])
            facts += bytes(checksum) + bytes(UInt32(content.count)) + bytes(UInt32(content.count))
            facts += bytes(UInt16(file.name.utf8.count)) + bytes(UInt16(0))
            directory += bytes(UInt32(0x0201_4B50)) + bytes(UInt16(20)) + facts + Data(count: 10)
            directory += bytes(UInt32(archive.count)) + Data(file.name.utf8)
            archive += bytes(UInt32(0x0403_4B50)) + facts + Data(file.name.utf8) + file.content
        }
        let count = bytes(UInt16(files.count))
        return archive + directory + bytes(UInt32(0x0605_4B50)) + Data(count: 4) + count + count
            + bytes(UInt32(directory.count)) + bytes(UInt32(archive.count)) + Data(count: 2)
    }
}

import CZlib
public import Foundation

/// A file in the format of `torch.save`, with an arbitrary pickle, including ones that PyTorch would never write.
public struct PickledArchive {
    private var storages: [Data] = []

    /// An archive without numbers.
    public init() {}

    /// Adds the numbers of a tensor.
    ///
    /// - Parameter storage: PyTorch's name of the type.
    /// - Returns: the part of the pickle that makes it.
    public mutating func tensor(
        _ sizes: [Int], _ numbers: Data, storage: String = "FloatStorage"
    ) -> Data {
        storages.append(numbers)
        let count = sizes.reduce(1, *)
        var (strides, stride) = ([Int](), 1)
        for size in sizes.reversed() {
            strides.insert(stride, at: 0)
            stride *= size
        }
        let place = Self.tuple([
            Self.text("storage"), Self.global("torch", storage), Self.text(String(storages.count - 1)),
            Self.text("cpu"), Self.integer(count),
        ])
        return Self.call(
            "torch._utils", "_rebuild_tensor_v2",
            [
                place + Data("Q".utf8), Self.integer(0), Self.tuple(sizes.map(Self.integer)),
                Self.tuple(strides.map(Self.integer)), Data([0x89]), Self.dictionary([]),
            ])
    }

    /// Adds numbers of Float32, and a tensor of some of them.
    ///
    /// - Parameters:
    ///   - strides: the distances of neighbours in each dimension.
    ///   - properties: the tensor's metadata; `nil` for a call without them.
    /// - Returns: the part of the pickle that makes it.
    public mutating func view(
        _ sizes: [Int], strides: [Int], offset: Int = 0, of numbers: [Float],
        properties: [(key: String, value: Data)]? = nil
    ) -> Data {
        storages.append(numbers.withUnsafeBytes { Data($0) })
        let place = Self.tuple([
            Self.text("storage"), Self.global("torch", "FloatStorage"), Self.text(String(storages.count - 1)),
            Self.text("cpu"), Self.integer(numbers.count),
        ])
        return Self.call(
            "torch._utils", "_rebuild_tensor_v2",
            [
                place + Data("Q".utf8), Self.integer(offset), Self.tuple(sizes.map(Self.integer)),
                Self.tuple(strides.map(Self.integer)), Data([0x89]), Self.dictionary([]),
            ] + (properties.map { [Self.dictionary($0)] } ?? []))
    }

    /// Adds the numbers of a tensor of Float32.
    public mutating func tensor(_ sizes: [Int], _ numbers: [Float]) -> Data {
        tensor(sizes, numbers.withUnsafeBytes { Data($0) })
    }

    /// Adds the numbers of a dense layer, all of which are the same.
    ///
    /// - Returns: the names and parts of its tensors, the weight first.
    public mutating func dense(
        _ name: String, inputs: Int, outputs: Int, _ number: Float = 0
    ) -> [(key: String, value: Data)] {
        [
            (name + ".weight", tensor([outputs, inputs], Array(repeating: number, count: outputs * inputs))),
            (name + ".bias", tensor([outputs], Array(repeating: number, count: outputs))),
        ]
    }

    /// A text.
    public static func text(_ text: String) -> Data {
        Data("X".utf8) + bytes(UInt32(text.utf8.count)) + Data(text.utf8)
    }

    /// A whole number.
    public static func integer(_ number: Int) -> Data { Data("J".utf8) + bytes(UInt32(number)) }

    /// Something that is imported.
    public static func global(_ module: String, _ name: String) -> Data { Data("c\(module)\n\(name)\n".utf8) }

    /// A tuple of parts.
    public static func tuple(_ parts: [Data]) -> Data {
        parts.reduce(into: Data("(".utf8)) { $0 += $1 } + Data("t".utf8)
    }

    /// A list of parts.
    public static func list(_ parts: [Data]) -> Data {
        parts.reduce(into: Data("](".utf8)) { $0 += $1 } + Data("e".utf8)
    }

    /// A dictionary in the order of its entries.
    public static func dictionary(_ entries: [(key: String, value: Data)]) -> Data {
        entries.reduce(into: Data("}(".utf8)) { $0 += text($1.key) + $1.value } + Data("u".utf8)
    }

    /// A part to which items are assigned, as to a dictionary; their keys are parts too.
    public static func filled(_ part: Data, _ items: [(key: Data, value: Data)]) -> Data {
        items.reduce(into: part + Data("(".utf8)) { $0 += $1.key + $1.value } + Data("u".utf8)
    }

    /// A call of something that is imported.
    public static func call(_ module: String, _ name: String, _ arguments: [Data]) -> Data {
        global(module, name) + tuple(arguments) + Data("R".utf8)
    }

    /// A part that is memoized under a number below 256.
    public static func remembered(_ part: Data, as number: UInt8) -> Data {
        part + Data([UInt8(ascii: "q"), number])
    }

    /// The memoized part.
    public static func reference(to number: UInt8) -> Data { Data([UInt8(ascii: "h"), number]) }

    /// The file.
    ///
    /// - Parameter value: the parts of the pickle that make what was saved.
    public func encoded(_ value: Data) -> Data {
        let pickle = Data([0x80, 2]) + value + Data(".".utf8)
        return Self.zip(
            [("net/data.pkl", pickle)] + storages.enumerated().map { ("net/data/\($0.offset)", $0.element) })
    }

    /// A zip archive of files that are stored as they are.
    public static func zip(_ files: [(name: String, content: Data)]) -> Data {
        var (archive, directory) = (Data(), Data())
        for (name, content) in files {
            let checksum = UInt32(crc32(0, Array(content), UInt32(content.count)))
            let facts =
                Self.bytes(UInt16(20)) + Data(count: 8) + Self.bytes(checksum)
                + Self.bytes(UInt32(content.count)) + Self.bytes(UInt32(content.count))
                + Self.bytes(UInt16(name.utf8.count)) + Data(count: 2)
            directory +=
                Self.bytes(UInt32(0x0201_4B50)) + Self.bytes(UInt16(20)) + facts + Data(count: 10)
                + Self.bytes(UInt32(archive.count)) + Data(name.utf8)
            archive += Self.bytes(UInt32(0x0403_4B50)) + facts + Data(name.utf8) + content
        }
        return archive + directory + Self.bytes(UInt32(0x0605_4B50)) + Data(count: 4)
            + Self.bytes(UInt16(files.count)) + Self.bytes(UInt16(files.count))
            + Self.bytes(UInt32(directory.count)) + Self.bytes(UInt32(archive.count)) + Data(count: 2)
    }

    private static func bytes(_ number: some FixedWidthInteger) -> Data {
        withUnsafeBytes(of: number.littleEndian) { Data($0) }
    }
}

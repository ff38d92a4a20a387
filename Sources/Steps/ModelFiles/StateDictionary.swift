import FoundationEssentials
import NeuralNet

/// A PyTorch state dict: named tensors of Float32, and counts, in the file that `torch.save(model.state_dict(), path)` writes.
///
/// A zip archive with a pickle, `data.pkl`, that describes a dictionary of tensors, and a file for each tensor's
/// numbers, `data/0`, `data/1`, …. `torch.load(path, weights_only=True)` reads it. Sources: PyTorch's notes on
/// serialization, and Python's `pickletools` for the opcodes of protocol 2.
struct StateDictionary {
    /// The tensors in their order.
    let tensors: [NamedValue]

    /// Makes one from tensors in their order.
    init(_ tensors: [NamedValue]) { self.tensors = tensors }

    /// The file's bytes; the same tensors give the same bytes.
    ///
    /// - Parameters:
    ///   - name: the archive's own name, the file's name without its extension.
    ///   - description: the network's description, in a file of the archive that PyTorch ignores.
    func encoded(as name: String, description: Data) -> Data {
        var zip = StoredZip()
        zip.add(name + "/data.pkl", pickle)
        zip.add(name + "/byteorder", Data("little".utf8))
        for (index, entry) in tensors.enumerated() {
            zip.add("\(name)/data/\(index)", entry.value.bytes)
        }
        zip.add(name + "/version", Data("3\n".utf8))
        zip.add(name + "/" + ModelDescription.archiveName, description)
        return zip.encoded()
    }

    private var pickle: Data {
        var writer = PickleWriter()
        writer.orderedDictionary {
            for (index, entry) in tensors.enumerated() {
                $0.text(entry.name)
                $0.tensor(entry.value, storage: index)
            }
        }
        return writer.finished
    }
}

/// Writes the few opcodes of pickle's protocol 2 that a state dict needs.
private struct PickleWriter {
    private var bytes = Data([0x80, 2])

    /// The pickle.
    var finished: Data { bytes + Data(".".utf8) }

    /// A `collections.OrderedDict` of the keys and values, alternating, that the closure writes.
    mutating func orderedDictionary(_ content: (inout PickleWriter) -> Void) {
        global("collections", "OrderedDict")
        code(")R(")
        content(&self)
        code("u")
    }

    mutating func text(_ text: String) {
        code("X")
        bytes.append(littleEndian: UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    /// A call of `torch._utils._rebuild_tensor_v2`: storage, offset, sizes, strides, whether a gradient is required,
    /// and hooks.
    mutating func tensor(_ value: NamedValue.Value, storage: Int) {
        let (type, sizes) = (value.storage, value.sizes)
        global("torch._utils", "_rebuild_tensor_v2")
        code("((")
        text("storage")
        global("torch", type)
        text(String(storage))
        text("cpu")
        integer(Shape(sizes).count)
        code("tQ")
        integer(0)
        tuple(sizes)
        tuple(Self.strides(of: sizes))
        bytes.append(0x89)
        orderedDictionary { _ in }
        code("tR")
    }

    /// The strides of a contiguous tensor.
    private static func strides(of sizes: [Int]) -> [Int] {
        var strides: [Int] = []
        var stride = 1
        for size in sizes.reversed() {
            strides.append(stride)
            stride *= size
        }
        return strides.reversed()
    }

    private mutating func tuple(_ numbers: [Int]) {
        code("(")
        for number in numbers { integer(number) }
        code("t")
    }

    private mutating func integer(_ number: Int) {
        precondition((0...Int(Int32.max)).contains(number), "\(number)")
        code("J")
        bytes.append(littleEndian: Int32(number))
    }

    private mutating func global(_ module: String, _ name: String) { code("c\(module)\n\(name)\n") }

    private mutating func code(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

extension NamedValue.Value {
    /// The type of its storage in PyTorch.
    fileprivate var storage: String {
        switch self {
        case .tensor: "FloatStorage"
        case .count: "LongStorage"
        }
    }

    fileprivate var sizes: [Int] {
        switch self {
        case .tensor(let tensor): tensor.shape.dimensions
        case .count: []
        }
    }

    /// The numbers of its storage, little-endian.
    fileprivate var bytes: Data {
        switch self {
        case .tensor(let tensor): return Data(littleEndian: tensor.values)
        case .count(let count):
            var bytes = Data()
            bytes.append(littleEndian: Int64(count))
            return bytes
        }
    }
}

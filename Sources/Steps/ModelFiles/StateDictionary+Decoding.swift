import FoundationEssentials
import NeuralNet

extension StateDictionary {
    /// Reads a file that `torch.save` of PyTorch 1.6 or later wrote: a dictionary of tensors, or one that has a single such
    /// dictionary in it, as training scripts save them.
    ///
    /// The pickle in it is never executed. Numbers of 64 and 16 bits become Float32.
    ///
    /// - Throws: ``ModelFileProblem`` for anything else.
    init(decoding file: Data) throws(ModelFileProblem) {
        let zip = try ZipDirectory(file)
        guard let path = zip.names.first(where: { $0 == "data.pkl" || $0.hasSuffix("/data.pkl") }) else {
            throw ModelFileProblem("it is a zip archive, but not one of torch.save: it has no 'data.pkl'")
        }
        let folder = String(path.dropLast("data.pkl".count))
        if zip.names.contains(folder + "byteorder"),
            try zip.content(of: folder + "byteorder") != Data("little".utf8)
        {
            throw ModelFileProblem("it was written on a machine with the other order of bytes")
        }
        let pickle = try Pickle(zip.content(of: path))
        var tensors: [(name: String, tensor: Tensor)] = []
        var names: Set<String> = []
        for (name, description) in try Self.tensors(of: pickle) {
            guard names.insert(name).inserted else {
                throw ModelFileProblem("it has two tensors '\(name)'")
            }
            let numbers = try zip.content(of: folder + "data/" + description.file)
            tensors.append((name, try Self.tensor(description, name: name, in: numbers)))
        }
        self.init(tensors)
    }

    private static func tensors(of pickle: Pickle) throws(ModelFileProblem) -> [(String, PickledTensor)] {
        guard let entries = pickle.entries(of: pickle.value) else {
            throw ModelFileProblem(
                "it holds no state dict; save 'model.state_dict()' and not the model itself")
        }
        let found = tensors(entries)
        guard found.isEmpty else { return found }
        let nested = entries.compactMap { pickle.entries(of: $0.value).map(tensors) }.filter { !$0.isEmpty }
        guard nested.count == 1 else {
            throw ModelFileProblem(
                nested.isEmpty
                    ? "it holds no tensors"
                    : "it holds \(nested.count) state dicts; save the one of the model alone")
        }
        return nested[0]
    }

    private static func tensors(
        _ entries: [(key: PickledValue, value: PickledValue)]
    ) -> [(String, PickledTensor)] {
        entries.compactMap { entry in
            guard case .text(let name) = entry.key, case .tensor(let tensor) = entry.value else { return nil }
            return (name, tensor)
        }
    }

    /// Gathers a tensor's elements from the numbers that it shares with others, perhaps.
    private static func tensor(
        _ description: PickledTensor, name: String, in numbers: Data
    ) throws(ModelFileProblem) -> Tensor {
        guard let format = NumberFormat(storage: description.storage) else {
            throw ModelFileProblem(
                "'\(name)' has numbers of the type '\(description.storage)', which no layer takes")
        }
        let (bytes, overflows) = description.count.multipliedReportingOverflow(by: format.size)
        guard !overflows, bytes == numbers.count else {
            throw ModelFileProblem("'\(name)' claims \(description.count) numbers, which are not there")
        }
        // Each size and stride is checked against what is there, so that a small file cannot claim a large tensor.
        var (count, last) = (1, description.offset)
        for (size, stride) in zip(description.sizes, description.strides) {
            guard size > 0, stride >= 0, size <= description.count, stride <= description.count else {
                throw ModelFileProblem("'\(name)' has an impossible shape")
            }
            count *= size
            last += (size - 1) * stride
            guard count <= description.count, last >= 0, last < description.count else {
                throw ModelFileProblem("'\(name)' has an impossible shape")
            }
        }
        guard (0..<max(1, description.count)).contains(description.offset), description.count > 0 else {
            throw ModelFileProblem("'\(name)' has an impossible shape")
        }
        var places = [description.offset]
        for (size, stride) in zip(description.sizes, description.strides) {
            places = places.flatMap { place in (0..<size).map { place + $0 * stride } }
        }
        let values = numbers.withUnsafeBytes { bytes in places.map { format.number(at: $0, of: bytes) } }
        return Tensor(shape: Shape(description.sizes), values: values)
    }

    /// How PyTorch writes numbers.
    private enum NumberFormat {
        case float32, float64, float16, bfloat16

        init?(storage: String) {
            switch storage {
            case "FloatStorage": self = .float32
            case "DoubleStorage": self = .float64
            case "HalfStorage": self = .float16
            case "BFloat16Storage": self = .bfloat16
            default: return nil
            }
        }

        /// Bytes.
        var size: Int {
            switch self {
            case .float32: 4
            case .float64: 8
            case .float16, .bfloat16: 2
            }
        }

        func number(at place: Int, of bytes: UnsafeRawBufferPointer) -> Float {
            func pattern<Pattern: FixedWidthInteger & BitwiseCopyable>(_ type: Pattern.Type) -> Pattern {
                Pattern(littleEndian: bytes.loadUnaligned(fromByteOffset: place * size, as: type))
            }
            return switch self {
            case .float32: Float(bitPattern: pattern(UInt32.self))
            case .float64: Float(Double(bitPattern: pattern(UInt64.self)))
            case .float16: Self.widened(pattern(UInt16.self))
            case .bfloat16: Float(bitPattern: UInt32(pattern(UInt16.self)) << 16)
            }
        }

        /// A number of IEEE 754's 16 bits: a sign, 5 bits of exponent, 10 of fraction.
        private static func widened(_ half: UInt16) -> Float {
            let sign: Float = half & 0x8000 == 0 ? 1 : -1
            let exponent = Int(half >> 10 & 0x1F)
            let fraction = Float(half & 0x3FF)
            return switch exponent {
            case 0: sign * fraction * 0x1p-24
            case 0x1F: fraction == 0 ? sign * .infinity : .nan
            default:
                sign * (1 + fraction * 0x1p-10) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
            }
        }
    }
}

import FoundationEssentials
import NeuralNet

/// The numbers of the tensors in an archive of `torch.save`: a file for each storage, which several tensors may share.
struct StorageFiles {
    let archive: ZipDirectory
    /// The folder of the files, with a slash at its end.
    let folder: String

    /// A tensor that a pickle describes, whose numbers are read lazily.
    func tensor(_ description: PickledTensor, named name: String) -> StoredTensor {
        StoredTensor(
            name: name, sizes: description.sizes, kind: StoredTensor.Kind(storage: description.storage),
            type: description.storage, file: description.file
        ) { [self] () throws(ModelFileProblem) in
            try Self.tensor(
                description, name: name, in: archive.content(of: folder + description.file))
        }
    }

    /// Gathers a tensor's elements from its storage, which other tensors may share.
    private static func tensor(
        _ description: PickledTensor, name: String, in numbers: Data
    ) throws(ModelFileProblem) -> Tensor {
        if let property = description.unknownProperty {
            throw ModelFileProblem(
                "its '\(name)' has the property '\(property)' of PyTorch, which may change its numbers; in PyTorch, save a plain copy of it, 'tensor.clone()'"
            )
        }
        guard let format = NumberFormat(storage: description.storage) else {
            throw ModelFileProblem(
                "its '\(name)' has \(StoredTensor.Kind.words(forType: description.storage)), which no layer takes"
            )
        }
        let (bytes, overflows) = description.count.multipliedReportingOverflow(by: format.size)
        guard !overflows, bytes >= 0, bytes == numbers.count else {
            throw ModelFileProblem("'\(name)' claims \(description.count) numbers, which are not there")
        }
        guard description.isPossible else { throw ModelFileProblem("'\(name)' has an impossible shape") }
        var places = [description.offset]
        for (size, stride) in zip(description.sizes, description.strides) {
            places = places.flatMap { place in (0..<size).map { place + $0 * stride } }
        }
        let shape = Shape(description.sizes)
        guard format != .float64 else {
            let values = numbers.littleEndianNumbers(at: places).map { Double(bitPattern: $0) }
            return try Tensor(
                shape: shape, narrowing: description.isNegated ? values.map { -$0 } : values, of: name)
        }
        let values = format.numbers(at: places, of: numbers)
        return Tensor(shape: shape, values: description.isNegated ? values.map { -$0 } : values)
    }

    /// PyTorch's formats of numbers.
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

        /// The size in bytes.
        var size: Int {
            switch self {
            case .float32: 4
            case .float64: 8
            case .float16, .bfloat16: 2
            }
        }

        /// Some of the numbers in bytes.
        func numbers(at places: [Int], of bytes: Data) -> [Float] {
            switch self {
            case .float32: bytes.littleEndianNumbers(at: places).map { Float(bitPattern: $0) }
            case .float64: bytes.littleEndianNumbers(at: places).map { Float(Double(bitPattern: $0)) }
            case .float16: bytes.littleEndianNumbers(at: places).map { Float(binary16: $0) }
            case .bfloat16: bytes.littleEndianNumbers(at: places).map { Float(bfloat16: $0) }
            }
        }
    }
}

extension StoredTensor.Kind {
    /// The format of a storage, by its type or that of its elements in PyTorch.
    fileprivate init(storage: String) {
        switch storage {
        case "FloatStorage", "DoubleStorage", "HalfStorage", "BFloat16Storage": self = .numbers
        case "LongStorage", "IntStorage", "ShortStorage", "CharStorage", "ByteStorage", "BoolStorage",
            "uint16", "uint32", "uint64":
            self = .wholeNumbers
        default: self = .other(storage)
        }
    }
}

/// Something else in the place of a layer's tensor in a checkpoint.
enum ForeignTensor: Sendable {
    case numPyArray, list, quantized, sparse, ofDevice, withoutNumbers

    /// The first of a dictionary's children that has the name of a layer's tensor; `nil` if there is none.
    init?(among children: [(key: String, value: PickledValue)], in pickle: Pickle) {
        let named = children.first { ["weight", "bias"].contains(Self.role(of: $0.key)) }
        if let named {
            guard let kind = ForeignTensor(named.value, in: pickle) else { return nil }
            self = kind
        } else if children.contains(where: { Self.role(of: $0.key) == Self.packedWeights }) {
            self = .quantized
        } else {
            return nil
        }
    }

    /// The name under which PyTorch's quantized layers have weight and bias in one object.
    static let packedWeights = "_packed_params"

    /// The last part of a name.
    static func role(of name: String) -> String {
        guard let point = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return name }
        return String(name[name.utf8.index(after: point)...])
    }

    /// Recognizes a value by the function that would make it; `nil` for anything else.
    init?(_ value: PickledValue, in pickle: Pickle) {
        if case .list = value {
            switch pickle.elements(of: value)?.first {
            case .integer, .float, .list: self = .list
            default: return nil
            }
            return
        }
        switch pickle.object(value)?.kind {
        case "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct",
            "numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer":
            self = .numPyArray
        case "torch._utils._rebuild_qtensor": self = .quantized
        case "torch._utils._rebuild_sparse_tensor", "torch._utils._rebuild_sparse_csr_tensor": self = .sparse
        case "torch._utils._rebuild_device_tensor_from_numpy", "torch._utils._rebuild_xla_tensor":
            self = .ofDevice
        case "torch._utils._rebuild_meta_tensor_no_storage": self = .withoutNumbers
        default: return nil
        }
    }

    /// One of them, in words.
    var words: String {
        switch self {
        case .numPyArray: "a NumPy array"
        case .list: "a list"
        case .quantized: "a quantized tensor"
        case .sparse: "a sparse tensor"
        case .ofDevice: "a tensor of another device"
        case .withoutNumbers: "a tensor without numbers"
        }
    }

    /// Several of them in words, with what to do.
    var advice: String {
        switch self {
        case .numPyArray:
            "NumPy arrays; in Python, save {name: torch.from_numpy(array) for name, array in arrays.items()} with torch.save"
        case .list:
            "lists of numbers; in Python, save {name: torch.tensor(numbers) for name, numbers in lists.items()} with torch.save"
        case .quantized:
            "quantized tensors; in PyTorch, save the network as it was before, or each of them with 'dequantize()'"
        case .sparse: "sparse tensors; in PyTorch, save each of them with 'to_dense()'"
        case .ofDevice: "tensors of another device; in PyTorch, save 'model.cpu().state_dict()'"
        case .withoutNumbers:
            "tensors of the device 'meta', which have no numbers; in PyTorch, save the network when its numbers are loaded"
        }
    }
}

extension PickleMachine {
    /// The result of a call: a dictionary or a tensor for the calls that a state dict needs, and an opaque object for
    /// all others.
    mutating func called(
        _ callee: PickledValue, _ arguments: PickledValue
    ) throws(ModelFileProblem) -> PickledValue {
        guard case .global(let module, let name) = callee, case .tuple(let place) = arguments else {
            return newObject(nil)
        }
        let arguments = tuples[place]
        switch (module, name) {
        case ("collections", "OrderedDict") where arguments.isEmpty: return newDictionary()
        case ("torch._utils", "_rebuild_tensor_v2"), ("torch._utils", "_rebuild_tensor"):
            return try tensor(arguments, metadata: 6)
        case ("torch._utils", "_rebuild_tensor_v3"): return try tensor(arguments, metadata: 7)
        case ("torch._utils", "_rebuild_parameter"), ("torch._utils", "_rebuild_parameter_with_state"):
            // Unknown parts stay opaque, like everything beside the state dict.
            guard case .tensor? = arguments.first else { return newObject("torch.nn.Parameter") }
            return arguments[0]
        case ("torch._tensor", "_rebuild_from_type_v2"):
            // The function that makes the tensor, its class, and the function's arguments. Such calls are not nested.
            guard arguments.count >= 3, case .global(let module, let name) = arguments[0],
                name != "_rebuild_from_type_v2"
            else { return newObject("torch.Tensor") }
            return try called(.global(module: module, name: name), arguments[2])
        case ("copyreg", "_reconstructor"), ("copy_reg", "_reconstructor"), ("copyreg", "__newobj__"):
            guard case .global(let module, let name)? = arguments.first else { return newObject(nil) }
            // In older protocols, a dictionary's items are arguments of the call.
            if arguments.count == 3, case .dictionary(let items) = arguments[2] {
                return newObject("\(module).\(name)", items: items)
            }
            return newObject("\(module).\(name)")
        case ("_codecs", "encode"):
            // The form of bytes in protocol 2, which torch.save uses.
            guard case .text? = arguments.first else { return newObject("_codecs.encode") }
            return newObject("builtins.bytes", [arguments[0]])
        default: return newObject("\(module).\(name)", arguments)
        }
    }

    /// The tensor of a call.
    ///
    /// - Parameter metadata: the index of the argument with further properties of the tensor.
    private mutating func tensor(
        _ arguments: [PickledValue], metadata: Int
    ) throws(ModelFileProblem) -> PickledValue {
        // Numbers at another place than torch.save's.
        if case .object? = arguments.first { return newObject("torch.Tensor") }
        guard arguments.count >= 4, case .storage(let type, let file, let count) = arguments[0],
            case .integer(let offset) = arguments[1], let sizes = integers(arguments[2]),
            let strides = integers(arguments[3]), sizes.count == strides.count
        else { throw .damage }
        var kind = type
        // Types without a storage class of their own are the last argument.
        if arguments.count >= 7, case .global("torch", let name) = arguments[6] { kind = name }
        let (isNegated, unknown) = properties(arguments.count > metadata ? arguments[metadata] : .nothing)
        return .tensor(
            PickledTensor(
                storage: kind, file: file, count: count, offset: offset, sizes: sizes, strides: strides,
                isNegated: isNegated, unknownProperty: unknown))
    }

    /// The meaning of a tensor's metadata, a dictionary or nothing: whether its numbers are negated, and the first
    /// property that may change them in an unknown way.
    ///
    /// The conjugate of real numbers is themselves, and no layer takes complex ones. Source: PyTorch's
    /// `torch._utils.get_tensor_metadata`.
    private func properties(_ metadata: PickledValue) -> (isNegated: Bool, unknown: String?) {
        let entries: [(key: PickledValue, value: PickledValue)]
        switch metadata {
        case .nothing: return (false, nil)
        case .dictionary(let place): entries = dictionaries[place]
        default: return (false, "metadata")
        }
        var isNegated = false
        for (key, value) in entries {
            switch (key, value) {
            case (.text("neg"), .boolean(let isSet)): isNegated = isSet
            case (.text("conj"), .boolean), (_, .boolean(false)): break
            case (.text(let name), _): return (isNegated, name.utf8.count <= 100 ? name : "metadata")
            default: return (isNegated, "metadata")
            }
        }
        return (isNegated, nil)
    }

    /// The meaning of a persistent id: the numbers of a tensor, as torch.save writes it.
    mutating func storage(_ identifier: PickledValue) -> PickledValue {
        var parts: [PickledValue] = []
        if case .tuple(let place) = identifier { parts = tuples[place] }
        guard parts.count == 5, case .text("storage") = parts[0],
            case .global(let module, let type) = parts[1], ["torch", "torch.storage"].contains(module),
            case .text(let file) = parts[2], case .integer(let count) = parts[4]
        else { return newObject(nil) }
        return .storage(type: type, file: file, count: count)
    }

    private func integers(_ value: PickledValue) -> [Int]? {
        // No tensor has that many dimensions, and any number of tensors can refer to one tuple.
        guard case .tuple(let place) = value, tuples[place].count <= 32 else { return nil }
        var numbers: [Int] = []
        for element in tuples[place] {
            guard case .integer(let number) = element else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}

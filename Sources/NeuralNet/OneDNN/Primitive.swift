import COneDNN

/// An operation ready to run, bound to its tensors.
final class Primitive {
    private let device: Device
    private let handle: dnnl_primitive_t
    private let operation: String
    private let tensors: [Memory]
    private let arguments: [dnnl_exec_arg_t]

    /// Makes an operation from its implementation and its tensors by the library's argument numbers.
    init(
        _ device: Device, _ descriptor: PrimitiveDescriptor, _ tensors: [(argument: Int32, memory: Memory)]
    ) throws(NetworkError) {
        var handle: dnnl_primitive_t?
        try check(dnnl_primitive_create(&handle, descriptor.handle), descriptor.operation)
        self.device = device
        self.handle = try unwrap(handle, descriptor.operation)
        operation = descriptor.operation
        self.tensors = tensors.map(\.memory)
        arguments = tensors.map { dnnl_exec_arg_t(arg: $0.argument, memory: $0.memory.handle) }
    }

    deinit { dnnl_primitive_destroy(handle) }

    /// Makes a copy of a tensor into another layout.
    static func reorder(_ device: Device, from source: Memory, to target: Memory) throws(NetworkError)
        -> Primitive
    {
        try Primitive(
            device, PrimitiveDescriptor(device, reorderingFrom: source.layout, to: target.layout),
            [(DNNL_ARG_FROM, source), (DNNL_ARG_TO, target)])
    }

    /// Runs the operation.
    func execute() throws(NetworkError) {
        try check(
            dnnl_primitive_execute(handle, device.stream, Int32(arguments.count), arguments), operation,
            tensors.map(\.layout))
    }
}

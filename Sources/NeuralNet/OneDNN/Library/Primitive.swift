import COneDNN

/// An operation ready to run, bound to its tensors.
final class Primitive {
    private let device: Device
    private let handle: Handle
    private let operation: String
    private let tensors: [Activation]
    /// The library's arguments for each part of the batch.
    private let arguments: [[dnnl_exec_arg_t]]

    /// Makes an operation from its implementation and its tensors by the library's argument numbers.
    ///
    /// - Parameter tensors: each shared by all parts of a batch, or one for each part.
    init(
        _ device: Device, _ descriptor: PrimitiveDescriptor,
        _ tensors: [(argument: Int32, values: Activation)]
    ) throws(NetworkError) {
        let room = try device.scratchpad.room(
            for: descriptor.layout(dnnl_query_scratchpad_md), on: device.engine)
        var handle: dnnl_primitive_t?
        try check(dnnl_primitive_create(&handle, descriptor.handle), descriptor.operation)
        self.device = device
        self.handle = Handle(try unwrap(handle, descriptor.operation)) { dnnl_primitive_destroy($0) }
        operation = descriptor.operation
        self.tensors = tensors.map(\.values)
        let parts = tensors.map(\.values.parts.count).max() ?? 1
        arguments = (0..<parts).map { part in
            tensors.map { dnnl_exec_arg_t(arg: $0.argument, memory: $0.values[part].handle) }
                + (room.map { [dnnl_exec_arg_t(arg: DNNL_ARG_SCRATCHPAD, memory: $0)] } ?? [])
        }
    }

    /// Makes a copy of a tensor into another layout.
    static func reorder(_ device: Device, from source: Activation, to target: Activation) throws(NetworkError)
        -> Primitive
    {
        try Primitive(
            device, PrimitiveDescriptor(device, reorderingFrom: source.layout, to: target.layout),
            [(DNNL_ARG_FROM, source), (DNNL_ARG_TO, target)])
    }

    /// Makes a copy of a tensor into another layout.
    static func reorder(_ device: Device, from source: Memory, to target: Memory) throws(NetworkError)
        -> Primitive
    {
        try reorder(device, from: Activation(source), to: Activation(target))
    }

    /// Makes the elementwise sum of tensors of the same dimensions.
    static func sum(_ device: Device, of addends: [Activation], to target: Activation) throws(NetworkError)
        -> Primitive
    {
        let sources = addends.enumerated().map { (DNNL_ARG_MULTIPLE_SRC + Int32($0), $1) }
        return try Primitive(
            device, PrimitiveDescriptor(device, adding: addends.map(\.layout), to: target.layout),
            sources + [(DNNL_ARG_DST, target)])
    }

    /// Runs the operation on a part of the batch.
    func execute(part: Int = 0) throws(NetworkError) {
        let arguments = arguments[min(part, arguments.count - 1)]
        let status = dnnl_primitive_execute(
            handle.pointer, device.stream, Int32(arguments.count), arguments)
        guard status == dnnl_success else {
            throw .primitive(
                operation: operation, status: statusName(status),
                shapes: tensors.map(\.layout.description))
        }
    }
}

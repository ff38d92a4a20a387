import COneDNN

/// An operation for which the library has chosen an implementation and layouts.
final class PrimitiveDescriptor {
    private let owned: Handle

    var handle: dnnl_primitive_desc_t { owned.pointer }
    let operation: String

    /// Chooses an implementation.
    ///
    /// - Parameters:
    ///   - operation: the operation in words, for messages.
    ///   - descriptor: a pointer to one of the library's operation descriptors.
    ///   - fusedReLU: whether a ReLU is applied to the result before it is stored.
    ///   - forward: the forward operation of a backward one.
    init(
        _ device: Device, _ operation: String, _ descriptor: UnsafeRawPointer, fusedReLU: Bool = false,
        forward: PrimitiveDescriptor? = nil, layouts: [Layout]
    ) throws(NetworkError) {
        let attributes = try Self.attributes(fusedReLU: fusedReLU)
        defer { withExtendedLifetime(attributes) {} }
        var handle: dnnl_primitive_desc_t?
        try check(
            dnnl_primitive_desc_create(
                &handle, descriptor, attributes.pointer, device.engine, forward?.handle),
            operation, layouts)
        owned = Handle(try unwrap(handle, operation)) { dnnl_primitive_desc_destroy($0) }
        self.operation = operation
    }

    /// Chooses an implementation that copies a tensor from one layout to another.
    init(_ device: Device, reorderingFrom source: Layout, to target: Layout) throws(NetworkError) {
        var handle: dnnl_primitive_desc_t?
        var from = source.descriptor
        var to = target.descriptor
        operation = "reorder"
        let attributes = try Self.attributes(fusedReLU: false)
        defer { withExtendedLifetime(attributes) {} }
        try check(
            dnnl_reorder_primitive_desc_create(
                &handle, &from, device.engine, &to, device.engine, attributes.pointer),
            operation, [source, target])
        owned = Handle(try unwrap(handle, operation)) { dnnl_primitive_desc_destroy($0) }
    }

    /// Chooses an implementation that adds tensors of the same dimensions.
    init(_ device: Device, adding addends: [Layout], to target: Layout) throws(NetworkError) {
        var handle: dnnl_primitive_desc_t?
        var descriptors = addends.map(\.descriptor)
        let factors = [Float](repeating: 1, count: addends.count)
        var sum = target.descriptor
        operation = "sum"
        let attributes = try Self.attributes(fusedReLU: false)
        defer { withExtendedLifetime(attributes) {} }
        try check(
            dnnl_sum_primitive_desc_create(
                &handle, &sum, Int32(addends.count), factors, &descriptors, attributes.pointer, device.engine),
            operation, addends)
        owned = Handle(try unwrap(handle, operation)) { dnnl_primitive_desc_destroy($0) }
    }

    /// The layout that the implementation wants for one of its tensors.
    func layout(_ query: dnnl_query_t, _ index: Int32 = 0) throws(NetworkError) -> Layout {
        let descriptor = dnnl_primitive_desc_query_md(handle, query, index)
        return Layout(try unwrap(descriptor, "\(operation): ask for a layout").pointee)
    }

    /// Whether the library has no kernel for these layouts on this processor, and computes element by element: many times
    /// slower.
    var isReference: Bool {
        var name: UnsafePointer<CChar>?
        let status = dnnl_primitive_desc_query(handle, dnnl_query_impl_info_str, 0, &name)
        guard status == dnnl_success, let name else { return false }
        return String(cString: name).hasPrefix("ref")
    }

    /// Attributes for a scratchpad that the caller provides, and for a fused ReLU.
    private static func attributes(fusedReLU: Bool) throws(NetworkError) -> Handle {
        var attributes: dnnl_primitive_attr_t?
        try check(dnnl_primitive_attr_create(&attributes), "make attributes")
        let made = Handle(try unwrap(attributes, "make attributes")) { dnnl_primitive_attr_destroy($0) }
        try check(
            dnnl_primitive_attr_set_scratchpad_mode(made.pointer, dnnl_scratchpad_mode_user),
            "make attributes")
        guard fusedReLU else { return made }
        var operations: dnnl_post_ops_t?
        try check(dnnl_post_ops_create(&operations), "make a fused ReLU")
        defer { dnnl_post_ops_destroy(operations) }
        try check(
            dnnl_post_ops_append_eltwise(operations, 1, dnnl_eltwise_relu, 0, 0), "make a fused ReLU")
        try check(dnnl_primitive_attr_set_post_ops(made.pointer, operations), "make a fused ReLU")
        return made
    }
}

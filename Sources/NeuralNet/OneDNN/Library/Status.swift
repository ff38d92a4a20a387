import COneDNN

/// Turns a status of the library into an error.
///
/// - Parameters:
///   - status: the call's result.
///   - operation: the call in words, for the message.
///   - layouts: the layouts involved, for the message.
func check(_ status: dnnl_status_t, _ operation: String, _ layouts: [Layout] = []) throws(NetworkError) {
    guard status != dnnl_success else { return }
    throw .primitive(
        operation: operation, status: statusName(status), shapes: layouts.map(\.description))
}

/// A status in words.
func statusName(_ status: dnnl_status_t) -> String {
    switch status {
    case dnnl_out_of_memory: "out of memory"
    case dnnl_invalid_arguments: "invalid arguments"
    case dnnl_unimplemented: "not implemented on this processor"
    case dnnl_iterator_ends: "no further implementation"
    case dnnl_runtime_error: "error at run time"
    case dnnl_not_required: "not required"
    default: "status \(status.rawValue)"
    }
}

/// Unwraps a handle that the library must have set.
func unwrap<Handle>(_ handle: Handle?, _ operation: String) throws(NetworkError) -> Handle {
    guard let handle else { throw .primitive(operation: operation, status: "no result", shapes: []) }
    return handle
}

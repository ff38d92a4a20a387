/// A parameter whose arguments are read as a Swift type: the accessor of an argument.
///
/// Only ``ParameterDeclarations`` creates one, and lists it at the same time, so that no undeclared parameter can be
/// read.
public struct Parameter<Argument>: Sendable {
    let erased: AnyParameter
}

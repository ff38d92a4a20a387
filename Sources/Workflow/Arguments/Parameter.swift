/// A parameter whose arguments are read as a Swift type: the accessor of an argument.
///
/// Only ``ParameterDeclarations`` makes one, and lists it as it does, so that none can be read that a call does not have.
public struct Parameter<Argument>: Sendable {
    let erased: AnyParameter
}

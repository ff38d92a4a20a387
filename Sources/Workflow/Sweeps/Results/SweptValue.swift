/// A parameter's value in one setting of a sweep.
package struct SweptValue: Sendable, Hashable {
    /// The parameter's name.
    package let name: String

    /// The value: a number, a text or a Boolean.
    package let value: Value

    /// Makes a parameter's value.
    package init(name: String, value: Value) {
        self.name = name
        self.value = value
    }
}

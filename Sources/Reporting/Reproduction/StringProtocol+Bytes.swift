extension StringProtocol {
    /// Whether both are the same to the byte.
    ///
    /// `==` takes canonically equivalent characters for the same, of which a shell, a browser or a script may read one alone
    /// as syntax: U+037E for `;`.
    func hasSameBytes(as other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }
}

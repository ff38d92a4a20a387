extension StringProtocol {
    /// Whether both have equal bytes.
    ///
    /// `==` treats canonically equivalent characters as equal, only one of which a shell, a browser or a script may
    /// read as syntax: U+037E for `;`.
    func hasSameBytes(as other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }
}

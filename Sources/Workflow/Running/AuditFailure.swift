/// An error: recomputing a cached result gives a different one.
struct AuditFailure: Error, CustomStringConvertible {
    /// The differences, in words.
    let differences: [String]

    var description: String {
        "computing it again gives another result than the cached one: " + differences.joined(separator: "; ")
    }
}

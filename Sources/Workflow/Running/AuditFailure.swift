/// A cached result is not what computing it again gives.
struct AuditFailure: Error, CustomStringConvertible {
    /// What is different, in words.
    let differences: [String]

    var description: String {
        "computing it again gives another result than the cached one: " + differences.joined(separator: "; ")
    }
}

/// Why a step cannot go on, in words for its reader.
struct StepFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

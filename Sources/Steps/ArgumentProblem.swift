import Workflow

/// What is wrong with what an argument means although its type fits: the outcome of the one check that planning and
/// running share.
///
/// A plan shows it at the argument. A run fails with it, where the argument was known no earlier.
struct ArgumentProblem: Error {
    /// The last part of the message's name: `shape`.
    let id: String
    /// What is wrong.
    let message: String
    /// The element of the argument, where that is an array and the problem lies in one of them.
    let element: Int?
    /// What stands beside the caret.
    let label: String?
    /// What would be accepted.
    let notes: [String]

    init(id: String, _ message: String, element: Int? = nil, label: String? = nil, notes: [String] = []) {
        self.id = id
        self.message = message
        self.element = element
        self.label = label
        self.notes = notes
    }

    /// The problem as one of a call.
    func planned(about argument: any AnyKnownArgument) -> PlanningProblem {
        PlanningProblem(id: id, message, about: argument, element: element, label: label, notes: notes)
    }

    /// The problem as what a run fails with: the message, then what would be accepted.
    var failure: StepFailure { StepFailure(([message] + notes).joined(separator: ": ")) }
}

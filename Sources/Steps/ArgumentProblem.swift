import Workflow

/// A semantic error of a well-typed argument, found by the check that planning and running share.
///
/// A plan reports it at the argument. A run fails with it if the argument was not known earlier.
struct ArgumentProblem: Error {
    /// The last part of the message's identifier: `shape`.
    let id: String
    /// The message.
    let message: String
    /// The index of the element at fault, if the argument is an array.
    let element: Int?
    /// The way from that element to the one at fault within its lists.
    let inner: [InnerElement]
    /// The label beside the caret.
    let label: String?
    /// Notes on what would be accepted.
    let notes: [String]

    init(
        id: String, _ message: String, element: Int? = nil, inner: [InnerElement] = [],
        label: String? = nil, notes: [String] = []
    ) {
        self.id = id
        self.message = message
        self.element = element
        self.inner = inner
        self.label = label
        self.notes = notes
    }

    /// The problem at an argument of a call; `nil` for the whole call.
    func planned(about argument: (any AnyKnownArgument)?) -> PlanningProblem {
        PlanningProblem(
            id: id, message, about: argument, element: element, inner: inner, label: label, notes: notes)
    }

    /// The problem as a run's failure: the message, then the notes.
    var failure: StepFailure { StepFailure(([message] + notes).joined(separator: ": ")) }
}

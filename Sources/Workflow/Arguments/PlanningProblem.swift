/// A mistake in a call whose types fit.
public struct PlanningProblem: Error, Sendable, Hashable {
    /// The last part of the diagnostic's id: `shape`.
    public let id: String

    /// The message.
    public let message: String

    /// The parameter whose argument is wrong; `nil` if the whole call is.
    let parameter: String?

    /// The index of the wrong element, if the argument is an array and only one of its elements is wrong.
    public let element: Int?

    /// The way from that element to the one that is wrong within its lists; empty if it is wrong itself.
    public let inner: [InnerElement]

    /// The text beside the caret.
    public let label: String?

    /// The accepted values, in words.
    public let notes: [String]

    /// The values accepted in place of the argument; the nearest one is suggested.
    public let accepted: [String]

    /// Further mistakes of the same call, each of which is reported at its own place.
    public var further: [PlanningProblem] = []

    /// Makes a problem.
    ///
    /// - Parameters:
    ///   - argument: the parameter whose argument is wrong; `nil` for the whole call.
    ///   - element: the index of the wrong element of an array.
    ///   - inner: the way from there to the wrong element within its lists.
    public init(
        id: String, _ message: String, about argument: (any AnyKnownArgument)?, element: Int? = nil,
        inner: [InnerElement] = [], label: String? = nil, notes: [String] = [], accepted: [String] = []
    ) {
        self.accepted = accepted
        self.id = id
        self.message = message
        parameter = argument?.parameter.name
        self.element = element
        self.inner = inner
        self.label = label
        self.notes = notes
    }
}

public import Figures
public import FoundationEssentials

/// What came of a plan: every step's outcome, and everything the report shows.
///
/// It is complete: nothing that the report or the record needs is still to be read, so that making them cannot fail for a
/// cache that is damaged.
public struct Run: Sendable {
    /// How a run ended.
    public enum Status: String, Sendable, Hashable, Codable {
        /// Every step was done and every expectation met.
        case ok
        /// A step failed or an expectation was not met.
        case failed
        /// The user stopped it.
        case interrupted
    }

    /// What was run.
    public let plan: Plan

    /// How it ended.
    public let status: Status

    /// What came of each step, in the plan's order.
    public let steps: [StepRecord]

    /// The value of each bound name, in source order; `nil` where it could not be computed.
    public let bindings: [(name: String, value: Value?)]

    /// The value of each computed value of the prose, by its index; `nil` where it could not be computed.
    public let computedValues: [Value?]

    /// The images that each bound evaluation told wrong, the surest ``mistakesListed`` first, in source order.
    public let mistakes: [(name: String, images: ImageGrid)]

    /// The most images that ``mistakes`` has of one evaluation.
    public static let mistakesListed = 2000

    /// What the reader must know, in the order it arose, each once.
    public let notices: [Notice]

    /// The machine and the software, in the order they are shown.
    public let environment: [Fact]

    /// The options of the command line that running it again needs, beside parameters and threads: each with its value.
    public let commandOptions: [Fact]

    /// How the notebook's text stands in version control; `nil` where that was not looked at.
    public var revision: Revision?

    /// Where the report of the last good run is kept, as this run's report links to it; `nil` where there is none, and of a
    /// run that is good itself.
    public var lastGoodReport: String?

    /// Why the disk refused what a step saves, in words; `nil` where it took everything. Such a step has failed, though not by
    /// the notebook.
    public var diskObstacle: String?

    /// When the run began, and how long it took: facts that differ from run to run.
    public let timing: Timing

    /// A named fact.
    public struct Fact: Sendable, Hashable, Codable {
        /// The name: `processor`.
        public let name: String
        /// The fact as text.
        public let value: String

        /// Makes a fact.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// When and how long.
    public struct Timing: Sendable, Hashable {
        /// The date of the beginning, or that of `SOURCE_DATE_EPOCH`.
        public let started: Date
        /// Seconds from the beginning to the end of the last step.
        public let seconds: Double

        /// Makes a timing.
        public init(started: Date, seconds: Double) {
            self.started = started
            self.seconds = seconds
        }
    }

    /// Makes a run from its parts.
    package init(
        plan: Plan, status: Status, steps: [StepRecord], bindings: [(name: String, value: Value?)],
        computedValues: [Value?], mistakes: [(name: String, images: ImageGrid)] = [], notices: [Notice],
        environment: [Fact],
        commandOptions: [Fact] = [], revision: Revision? = nil, timing: Timing
    ) {
        self.plan = plan
        self.status = status
        self.steps = steps
        self.bindings = bindings
        self.computedValues = computedValues
        self.mistakes = mistakes
        self.notices = notices
        self.environment = environment
        self.commandOptions = commandOptions
        self.revision = revision
        self.timing = timing
    }
}

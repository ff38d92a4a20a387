public import Figures
public import FoundationEssentials

/// The result of running a plan: every step's outcome, and everything that the report shows.
///
/// It is complete: the report and the record need no further reads, so a damaged cache cannot make them fail.
public struct Run: Sendable {
    /// How a run ended.
    public enum Status: String, Sendable, Hashable, Codable {
        /// Every step succeeded and every expectation was met.
        case ok
        /// A step failed or an expectation was not met.
        case failed
        /// The user stopped it.
        case interrupted
    }

    /// The plan.
    public let plan: Plan

    /// How it ended.
    public let status: Status

    /// The record of each step, in the plan's order.
    public let steps: [StepRecord]

    /// The value of each bound name, in source order; `nil` if it could not be computed.
    public let bindings: [(name: String, value: Value?)]

    /// The value of each computed value of the prose, by its index; `nil` if it could not be evaluated.
    public let computedValues: [Value?]

    /// The images that each bound evaluation misclassified, the ``mistakesListed`` most confident ones first, in
    /// source order.
    public let mistakes: [(name: String, images: ImageGrid)]

    /// The most misclassified images listed for one evaluation.
    public static let mistakesListed = 2000

    /// Notices for the reader, in order of occurrence, without duplicates.
    public let notices: [Notice]

    /// The machine and the software, in display order.
    public let environment: [Fact]

    /// The command-line options needed to run it again, besides parameters and threads: each with its value.
    public let commandOptions: [Fact]

    /// The state of the notebook's text in version control; `nil` if it was not determined.
    public var revision: Revision?

    /// The path at which this run's report links to the last good one; `nil` if there is none, or if this run is good
    /// itself.
    public var lastGoodReport: String?

    /// The reason why the disk refused a file that a step saves, in words; `nil` if there was no such problem. The
    /// step has failed then, but not because of the notebook.
    public var diskObstacle: String?

    /// The start and the duration of the run, which differ from run to run.
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

    /// The start and the duration.
    public struct Timing: Sendable, Hashable {
        /// The start date, or that of `SOURCE_DATE_EPOCH`.
        public let started: Date
        /// Seconds from the start to the end of the last step.
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

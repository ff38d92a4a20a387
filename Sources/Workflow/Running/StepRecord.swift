public import Figures

/// The record of a step in a run.
public struct StepRecord: Sendable {
    /// How a step ended.
    public enum Outcome: Sendable, Hashable {
        /// It was run.
        case computed
        /// Its result was cached.
        case cached
        /// It was run and failed, with this message.
        case failed(String)
        /// It was blocked by the step with this index.
        case blocked(by: Int)
        /// It was not run because the user stopped the run.
        case interrupted
    }

    /// The step.
    public let step: PlannedStep

    /// How it ended.
    public let outcome: Outcome

    /// The result; `nil` if there is none.
    public let value: Value?

    /// The figures under the cell.
    public let figures: [Figure]

    /// The files that it saved.
    public let files: [WrittenFile]

    /// The files that it read.
    public let inputs: [InputFile]

    /// The claim that it checked.
    public let expectation: CheckedExpectation?

    /// The time in seconds; for a cached step, that of the lookup.
    public let seconds: Double

    /// The computing time in seconds; for a cached step, that of the earlier run.
    public let computeSeconds: Double

    /// The cache key; `nil` if the step was not reached.
    public let key: ContentHash?

    /// What became of that which the notebook asked for.
    public let information: [Notice]

    /// Makes a record from its parts.
    package init(
        step: PlannedStep, outcome: Outcome, value: Value?, figures: [Figure], files: [WrittenFile],
        inputs: [InputFile], expectation: CheckedExpectation?, seconds: Double, computeSeconds: Double,
        key: ContentHash?, information: [Notice] = []
    ) {
        self.step = step
        self.outcome = outcome
        self.value = value
        self.figures = figures
        self.files = files
        self.inputs = inputs
        self.expectation = expectation
        self.seconds = seconds
        self.computeSeconds = computeSeconds
        self.key = key
        self.information = information
    }
}

/// A file in the output folder.
public struct WrittenFile: Sendable, Hashable, Codable {
    /// The path inside the output folder.
    public let path: String
    /// Its size in bytes.
    public let bytes: Int
    /// The SHA-256 of its bytes.
    public let hash: ContentHash

    /// Makes a file from its parts.
    package init(
        path: String, bytes: Int, hash: ContentHash
    ) {
        self.path = path
        self.bytes = bytes
        self.hash = hash
    }
}

/// A file that a step read, or a folder of files listed as one.
public struct InputFile: Sendable, Hashable, Codable {
    /// The name without the folder.
    public let name: String
    /// Its size in bytes.
    public let bytes: Int
    /// The SHA-256 of its bytes.
    public let hash: ContentHash
    /// The number of files: 1 except for a folder.
    public let fileCount: Int

    /// Makes a file from its parts.
    package init(
        name: String, bytes: Int, hash: ContentHash, fileCount: Int = 1
    ) {
        self.name = name
        self.bytes = bytes
        self.hash = hash
        self.fileCount = fileCount
    }
}

/// A claim, whether it holds, and the figures that it depends on.
public struct CheckedExpectation: Sendable, Hashable {
    /// The claim in words.
    public let claim: String
    /// Whether it holds.
    public let isMet: Bool
    /// The condition as written: `result.accuracy >= 0.98`.
    public let condition: String
    /// The computed figures in it, as text by source text: `result.accuracy` `0.9907`.
    public let evidence: [Run.Fact]
    /// The line of the claim, 1-based.
    public let line: Int

    /// Makes an expectation from its parts.
    package init(
        claim: String, isMet: Bool, condition: String, evidence: [Run.Fact], line: Int
    ) {
        self.claim = claim
        self.isMet = isMet
        self.condition = condition
        self.evidence = evidence
        self.line = line
    }
}

public import Figures

/// What came of a step.
public struct StepRecord: Sendable {
    /// How a step ended.
    public enum Outcome: Sendable, Hashable {
        /// It was run.
        case computed
        /// Its result was in the cache.
        case cached
        /// It was run and failed, with this message.
        case failed(String)
        /// It was not run because of the step with this index.
        case blocked(by: Int)
        /// It was not run because the user stopped the run.
        case interrupted
    }

    /// The step.
    public let step: PlannedStep

    /// How it ended.
    public let outcome: Outcome

    /// The result; `nil` where there is none.
    public let value: Value?

    /// What is shown under the cell.
    public let figures: [Figure]

    /// What it wrote into the output folder.
    public let files: [WrittenFile]

    /// The files it read.
    public let inputs: [InputFile]

    /// The claim it checked.
    public let expectation: CheckedExpectation?

    /// Seconds it took; for a cached step, to find it.
    public let seconds: Double

    /// Seconds that computing it took, for a cached step those of the run that did.
    public let computeSeconds: Double

    /// The cache key; `nil` where it was not reached.
    public let key: ContentHash?

    /// Makes one from its parts.
    package init(
        step: PlannedStep, outcome: Outcome, value: Value?, figures: [Figure], files: [WrittenFile],
        inputs: [InputFile], expectation: CheckedExpectation?, seconds: Double, computeSeconds: Double,
        key: ContentHash?
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

    /// Makes one from its parts.
    package init(
        path: String, bytes: Int, hash: ContentHash
    ) {
        self.path = path
        self.bytes = bytes
        self.hash = hash
    }
}

/// A file that a step read, or a folder of many that stand as one.
public struct InputFile: Sendable, Hashable, Codable {
    /// The name without the folder.
    public let name: String
    /// Its size in bytes.
    public let bytes: Int
    /// The SHA-256 of its bytes.
    public let hash: ContentHash
    /// How many files were read: 1 but for a folder.
    public let fileCount: Int

    /// Makes one from its parts.
    package init(
        name: String, bytes: Int, hash: ContentHash, fileCount: Int = 1
    ) {
        self.name = name
        self.bytes = bytes
        self.hash = hash
        self.fileCount = fileCount
    }
}

/// A claim, whether it holds, and the figures it rests on.
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

    /// Makes one from its parts.
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

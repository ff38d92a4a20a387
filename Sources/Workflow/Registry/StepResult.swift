public import Figures

/// The result of a step.
public struct StepResult: Sendable {
    /// A file to write into the output folder.
    public struct File: Sendable {
        /// The path inside the output folder, parts joined by `/`.
        public let path: String
        /// The bytes.
        public let content: Blob

        /// Makes a file from its bytes.
        public init(path: String, content: Blob) {
            self.path = path
            self.content = content
        }
    }

    /// The value to bind.
    public var value: Value { didSet { keptHash = nil } }

    /// The figures under the cell.
    public var figures: [Figure] { didSet { keptHash = nil } }

    /// The files for the output folder.
    public var files: [File] { didSet { keptHash = nil } }

    /// A claim and whether it holds.
    public var expectation: Expectation? { didSet { keptHash = nil } }

    /// Notices for the reader.
    public var notices: [Notice] { didSet { keptHash = nil } }

    /// The hash of the whole result as stored in the cache; `nil` once the result was modified.
    var keptHash: ContentHash?

    /// Makes a result.
    public init(
        value: Value = .nothing, figures: [Figure] = [], files: [File] = [], expectation: Expectation? = nil,
        notices: [Notice] = []
    ) {
        self.value = value
        self.figures = figures
        self.files = files
        self.expectation = expectation
        self.notices = notices
    }

    /// The result with its figures under a title; `nil` for none.
    public func titled(_ title: String?) -> StepResult {
        var result = self
        result.figures = figures.map { $0.titled(title) }
        return result
    }
}

/// A claim of the notebook and whether it holds.
public struct Expectation: Sendable, Hashable, Codable {
    /// The claim in words.
    public let claim: String
    /// Whether it holds.
    public let isMet: Bool

    /// Makes an expectation.
    public init(claim: String, isMet: Bool) {
        self.claim = claim
        self.isMet = isMet
    }
}

/// What a run has published.
public struct PublishedOutputs: Sendable, Hashable {
    /// The report's path.
    public let report: String

    /// The record's file name in the output folder.
    public let record: String

    /// The hash of the record's bytes.
    public let recordHash: ContentHash

    /// Makes it from its parts.
    package init(report: String, record: String, recordHash: ContentHash) {
        self.report = report
        self.record = record
        self.recordHash = recordHash
    }
}

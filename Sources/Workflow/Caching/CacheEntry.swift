import Figures
import FoundationEssentials

/// A step's result as the cache stores it, without the blobs.
struct CacheEntry: Codable {
    /// A blob by its hash.
    struct BlobReference: Codable {
        let hash: ContentHash
        let count: Int

        init(_ blob: Blob) {
            hash = blob.hash
            count = blob.count
        }
    }

    /// A result's value.
    enum StoredValue: Codable {
        case nothing
        case boolean(Bool)
        case integer(Int)
        /// By its bit pattern, since JSON has no infinity.
        case float(UInt64)
        case string(String)
        case artifact(type: String, record: Data, blobs: [String: BlobReference])
    }

    /// A file in the output folder.
    struct File: Codable {
        let path: String
        let content: BlobReference
    }

    /// An entry's value and files: the parts that reference other cache files.
    struct Bulk: Decodable {
        let value: StoredValue
        let files: [File]

        /// Every blob that the entry references.
        var blobs: [BlobReference] {
            var blobs = files.map(\.content)
            if case .artifact(_, _, let parts) = value {
                blobs += parts.sorted { $0.key < $1.key }.map(\.value)
            }
            return blobs
        }
    }

    let step: String
    let value: StoredValue
    let figures: [Figure]
    let files: [File]
    let expectation: Expectation?
    let notices: [Notice]
    let seconds: Double
    /// The hash of the result, which takes longer to compute than to read; `nil` in entries of earlier versions.
    let resultHash: ContentHash?

    init(step: String, result: StepResult, seconds: Double) {
        self.step = step
        value = StoredValue(result.value)
        figures = result.figures
        files = result.files.map { File(path: $0.path, content: BlobReference($0.content)) }
        expectation = result.expectation
        notices = result.notices
        self.seconds = seconds
        resultHash = try? result.contentHash
    }

    /// Whether its time is a possible duration; all other fields are checked when the result is restored from them.
    var isPossible: Bool { Self.isPossible(seconds: seconds) }

    /// Whether a duration is possible: not negative and not longer than a century.
    static func isPossible(seconds: Double) -> Bool { (0...4e9).contains(seconds) }

    /// Every blob that the entry references.
    var blobs: [BlobReference] { Bulk(value: value, files: files).blobs }
}

extension CacheEntry.StoredValue {
    fileprivate init(_ value: Value) {
        switch value {
        case .nothing: self = .nothing
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .float(let number): self = .float(number.bitPattern)
        case .string(let text): self = .string(text)
        case .artifact(let stored):
            self = .artifact(
                type: stored.packed.type, record: stored.packed.record,
                blobs: stored.packed.blobs.mapValues(CacheEntry.BlobReference.init))
        case .array, .symbol, .configuration:
            preconditionFailure("a step gives an artifact or a scalar, not \(value)")
        }
    }
}

import Figures
import FoundationEssentials

/// A step's result as the cache keeps it, blobs apart.
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
        /// By its bits, since JSON has no infinite numbers.
        case float(UInt64)
        case string(String)
        case artifact(type: String, record: Data, blobs: [String: BlobReference])
    }

    /// A file in the output folder.
    struct File: Codable {
        let path: String
        let content: BlobReference
    }

    /// An entry's value and files: what it needs of the cache beside itself.
    struct Bulk: Decodable {
        let value: StoredValue
        let files: [File]

        /// Every blob that the entry needs.
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

    /// Whether its time is one that work can take; what it says else is checked where it is made into a result.
    var isPossible: Bool { Self.isPossible(seconds: seconds) }

    /// Whether work can take so long: not less than nothing, and not longer than a century.
    static func isPossible(seconds: Double) -> Bool { (0...4e9).contains(seconds) }

    /// Every blob that the entry needs.
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

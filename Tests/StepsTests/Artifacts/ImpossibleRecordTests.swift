import Foundation
import Steps
import TestSupport
import Testing
import Workflow

/// Stored forms that no step made, with valid types: each is refused as damaged.
struct ImpossibleRecordTests {
    private struct Calibrated: Encodable {
        struct Bin: Encodable {
            var count = 0
            var correct = 0
            var confidenceSum = 0.0
        }

        var bins = [Bin](repeating: Bin(count: 2, correct: 1, confidenceSum: 1.5), count: 15)
    }

    @Test func `a calibration has 15 bins of possible counts`() throws {
        func restored(_ change: (inout Calibrated) -> Void) throws -> Calibration {
            var record = Calibrated()
            change(&record)
            return try Calibration(unpacking: PackedArtifact(type: Calibration.type, record: record))
        }
        #expect(try restored { _ in }.members()["counts"] == .array(Array(repeating: .integer(2), count: 15)))
        let changes: [(inout Calibrated) -> Void] = [
            { $0.bins.removeAll() }, { $0.bins.removeLast() },
            { $0.bins.append(Calibrated.Bin()) },
            { $0.bins = Array(repeating: Calibrated.Bin(count: 1 << 40), count: 1 << 16) },
            { $0.bins[3].count = .max }, { $0.bins[3].count = -1 }, { $0.bins[3].correct = 3 },
            { $0.bins[3].confidenceSum = 3 },
        ]
        for change in changes { #expect(throws: CacheDamage.self) { try restored(change) } }
    }

    /// The labels of a cached data set replaced by others of as many images.
    private static func replaceLabels(_ old: [UInt8], by new: [UInt8], in experiment: Experiment) throws {
        let (old, new) = (ContentHash(of: Data(old)).hexadecimal, Data(new))
        let hash = ContentHash(of: new).hexadecimal
        try experiment.folder.write(new, to: "cache/blobs/\(hash.prefix(2))/\(hash.dropFirst(2))")
        for file in experiment.folder.files where file.hasPrefix("cache/entries/") {
            var sealed = try #require(SealedCacheFile(experiment.folder.data(file), at: file))
            sealed.body = Data(String(decoding: sealed.body, as: UTF8.self).replacing(old, with: hash).utf8)
            try experiment.folder.write(sealed.encoded, to: file)
        }
    }

    /// Training makes the classes' weights of the labels first.
    @Test func `a label of no class in the cache is computed anew`() throws {
        let experiment = try Experiment()
        for label in ["a", "b"] {
            for number in 0..<4 {
                let samples = (0..<16).map { UInt8($0 * 7 + number + (label == "a" ? 0 : 90)) }
                try experiment.folder.write(.graymap(4, 4, samples), to: "set/\(label)/\(number).pgm")
            }
        }
        let load = "let set = load(from: \"set\", split: 0.25)\n"
        let train =
            "let model = train(set, layers: [flatten, dense(2)], loss: crossEntropy(classWeights: .balanced))"
        #expect(try experiment.runCached(load).failures == [])
        try Self.replaceLabels([0, 0, 0, 1, 1, 1], by: [0, 0, 0, 1, 1, 200], in: experiment)
        let run = try experiment.runCached(load + train)
        #expect(run.failures == [])
        #expect(run.steps.map(\.outcome) == [.cached, .computed])
        #expect(run.value("model") == (try experiment.run(load + train)).value("model"))
    }
}

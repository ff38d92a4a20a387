import Diagnostics
import Foundation
import TestSupport
import Testing

/// Readers of data files must not break, whatever the files contain: nothing beyond their bytes is read or allocated.
///
/// Each format's files are read in a process of their own, so that a crash is a failure that names the seed, and the
/// peak of the memory is that of the reading.
struct DataFuzzTests {
    @Test(arguments: HostileData.allCases)
    func `whatever a data file contains, it is read whole or refused, in little memory`(
        format: HostileData
    ) async throws {
        let folder = try TemporaryFolder()
        let (place, count) = (folder.path + "/seed", Fuzzing.count(few: 5000))
        let ended: ExitTest.Result? = await #expect(processExitsWith: .success) {
            [format, place = place as String, count = count as Int] in
            try HostileReading(format, seeds: 0..<count, noting: place).check()
        }
        guard ended == nil else { return }
        // It is the one that ended the process, unless issues tell of others.
        let seed = (try? folder.text("seed")).flatMap { Int($0) }
        Issue.record("the last seed was \(seed.map(String.init) ?? "none")")
    }

    /// The formats of one's own files, with their names.
    private static let own: [(HostileData, [String])] = [
        (.npz, ["set.npz"]), (.npy, ["set.npy"]), (.csv, ["set.csv"]),
        (.idx, ["set/images-idx3-ubyte", "set/labels-idx1-ubyte"]),
    ]

    @Test(arguments: own) func `what a plan accepts is loaded, whatever the files contain`(
        format: HostileData, names: [String]
    ) throws {
        let experiment = try Experiment()
        try experiment.folder.write(Data.numPy([2], [7, 3]), to: "set.labels.npy")
        let from = names[0].prefix { $0 != "/" }
        let labels = format == .npy ? ", labels: \"set.labels.npy\"" : ""
        var loaded = 0
        // A run takes longer than reading a file.
        let count = min(Fuzzing.count(few: 150), 10_000)
        for seed in 0..<count {
            for (name, file) in zip(names, format.files(ofSeed: seed)) {
                try experiment.folder.write(file, to: name)
            }
            let problems = ["", ", split: 0.5"].map { rest in
                let call = "let set = load(from: \"\(from)\"\(labels)\(rest))"
                let found = experiment.diagnose(call).found
                guard found.isEmpty else { return found.map(\.message) }
                loaded += 1
                return (try? experiment.run(call).failures) ?? ["no run"]
            }
            // Images of one part are split, and of two parts are not: either call has a problem.
            for problem in problems.joined() {
                #expect(problem.hasPrefix("'set"), "\(format), seed \(seed): \(problem)")
            }
            #expect(problems.contains { !$0.isEmpty }, "\(format), seed \(seed)")
        }
        // Few of the changed arrays are still two images.
        #expect(loaded > 0 || format == .npy || count < 100)
    }
}

import Figures
import Foundation
import Steps
import TestSupport
import Testing
import Workflow

/// MNIST as it is published, in the folder that `STEPBOOK_DATA_DIR` names.
struct RealMNISTTests {
    static let folder = ProcessInfo.processInfo.environment["STEPBOOK_DATA_DIR"] ?? ""

    static func isThere(for check: String) -> Bool {
        SkipLog.allows("mnist/\(check)", !folder.isEmpty, "STEPBOOK_DATA_DIR is not set")
    }

    @Test func `the published files give 70,000 images with the labels that everybody knows`() throws {
        guard Self.isThere(for: "files") else { return }
        var experiment = try Experiment()
        experiment.dataDirectories = [Self.folder]
        let run = try experiment.run(
            """
            let digits = load("mnist")
            plot(digits.train, count: 5)
            plot(digits.test, count: 5)
            let few = load("mnist", train: 7, test: 3)
            let scaled = normalize(digits)
            """)
        #expect(run.failures == [])
        #expect(run.notices == [])
        #expect(run.number("digits.train.count") == 60_000)
        #expect(run.number("digits.test.count") == 10_000)
        #expect(
            run.imageGrids.map { $0.items.map(\.label) } == [
                ["5", "0", "4", "1", "9"], ["7", "2", "1", "0", "4"],
            ])
        #expect(run.number("few.train.count") == 7)
        #expect(run.number("few.test.count") == 3)
        let published = Publication.mnist.files
        #expect(run.steps[0].inputs.map(\.name) == published.map(\.name))
        #expect(run.steps[0].inputs.map(\.bytes) == published.map(\.bytes))
        #expect(run.steps[0].inputs.map(\.hash.hexadecimal) == published.map(\.hash))
        // The figures that every tutorial quotes.
        #expect(abs((run.number("scaled.mean") ?? 0) - 0.1307) < 5e-5)
        #expect(abs((run.number("scaled.standardDeviation") ?? 0) - 0.3081) < 5e-5)
    }

    @Test(.tags(.slow))
    func `a network that saw only built-in digits reads nine of ten real ones`() throws {
        guard Self.isThere(for: "realism") else { return }
        var experiment = try Experiment()
        experiment.dataDirectories = [Self.folder]
        let run = try experiment.run(
            """
            let drawn = normalize(load("builtin", train: 20000, test: 1), mean: 0.1307, std: 0.3081)
            let model = train(
                drawn,
                layers: \(DigitNetwork.layers),
                optimizer: adamW(learningRate: 0.003), schedule: oneCycle()
            )
            let real = normalize(load("mnist", train: 1), mean: 0.1307, std: 0.3081)
            let result = evaluate(model, on: real.test)
            """)
        #expect(run.failures == [])
        #expect((run.number("result.accuracy") ?? 0) >= 0.9, "\(run.number("result.accuracy") ?? 0)")
    }
}

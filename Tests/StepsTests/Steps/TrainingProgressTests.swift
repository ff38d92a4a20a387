import Foundation
import Synchronization
import TestSupport
import Testing
import Workflow

/// What is told of a training while it goes on.
struct TrainingProgressTests {
    /// The losses in the lines of the epochs of a training.
    private static func losses(learningRate: String) throws -> [String] {
        let told = Mutex<[Workflow.Progress]>([])
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 60, test: 10)
            let model = train(
                digits, layers: [flatten, dense(10)], epochs: 2, validation: 0.2,
                optimizer: sgd(learningRate: \(learningRate)))
            """
        ) { event in
            if case .stepProgressed(_, let progress) = event { told.withLock { $0.append(progress) } }
        }
        #expect(run.failures == [])
        let lines = told.withLock { $0 }.filter { $0.isMilestone && !$0.details.isEmpty }
        #expect(lines.count == 2)
        return lines.flatMap(\.details).filter { $0.name.hasSuffix("loss") }.map(\.text)
    }

    @Test func `losses have four decimals`() throws {
        let losses = try Self.losses(learningRate: "0.001")
        #expect(losses.count == 4)
        #expect(losses.allSatisfy { $0.wholeMatch(of: /\d\.\d{4}/) != nil }, "\(losses)")
    }

    @Test func `losses of a training that diverges are short`() throws {
        let losses = try Self.losses(learningRate: "1e12").dropFirst()
        #expect(losses.count == 3)
        #expect(losses.allSatisfy { $0.wholeMatch(of: /\d\.\d\de\d{1,2}/) != nil }, "\(losses)")
    }
}

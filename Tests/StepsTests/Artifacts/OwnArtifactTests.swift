import Figures
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

/// What a custom step can do with data sets, networks and evaluations by the public interface alone.
struct OwnArtifactTests {
    private static func examples(
        _ part: String = "training", width: Int = 2, classes: [String] = ["a", "b"], labels: [UInt8] = [0, 1]
    ) throws -> Examples {
        try Examples(
            dataset: "dots", part: part, channels: 1, height: 2, width: width, classes: classes,
            pixels: Data((0..<labels.count * 2 * width).map { UInt8($0) }), labels: Data(labels))
    }

    private static func artifact<A: Artifact>(_ run: Run, _ name: String) throws -> A {
        guard case .artifact(let stored)? = run.bindings.first(where: { $0.name == name })?.value else {
            throw StepProblem(name: name)
        }
        return try #require(stored.artifact as? A)
    }

    private struct StepProblem: Error {
        let name: String
    }

    @Test func `a custom step's data set is cached and restored unchanged`() throws {
        let data = try Dataset(checking: Self.examples(), Self.examples("test", labels: [1]))
        let again = try Dataset(unpacking: data.pack())
        #expect(again.train.count == 2 && again.test.count == 1)
        #expect(try again.train.pixelBytes() == Data([0, 1, 2, 3, 4, 5, 6, 7]))
        #expect(try again.test.labelBytes() == Data([1]))
        #expect(again.train.classes == ["a", "b"])
        #expect(again.train.channels == 1 && again.train.height == 2 && again.train.width == 2)
    }

    @Test func `parts that do not match are refused in words`() throws {
        #expect(throws: StepFailure.self) { try Self.examples(labels: [0, 2]) }
        #expect(throws: StepFailure.self) { try Self.examples(labels: []) }
        #expect(throws: StepFailure.self) { try Self.examples(width: 0, labels: [0]) }
        #expect(throws: StepFailure.self) { try Self.examples(classes: ["a", "a"]) }
        #expect(throws: StepFailure.self) { try Dataset(checking: Self.examples(), Self.examples(width: 3)) }
        let problem = #expect(throws: StepFailure.self) {
            try Examples(
                dataset: "dots", part: "test", channels: 1, height: 2, width: 2, classes: ["a"],
                pixels: Data(count: 3), labels: Data([0]))
        }
        #expect(problem?.description == "3 bytes are not those of 1 images of 1×2×2")
    }

    @Test func `a network gives its weights and its predictions`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 200, test: 50)
            let scaled = normalize(digits)
            let model = train(scaled, layers: [conv2d(4, kernel: 3), relu, flatten, dense(10)], epochs: 2)
            let result = evaluate(model, on: scaled.test)
            """)
        let model: Model = try Self.artifact(run, "model")
        let digits: Dataset = try Self.artifact(run, "digits")
        let result: Evaluation = try Self.artifact(run, "result")
        #expect(try model.parameters().tensors.first?.tensor.shape.dimensions == [4, 1, 3, 3])
        #expect(model.classes == digits.test.classes)
        let said = try model.predict(digits.test.pixelBytes(), threads: 2)
        #expect(said.count == 50 && said.allSatisfy { $0.count == 10 && abs($0.reduce(0, +) - 1) < 1e-4 })
        let labels = try digits.test.labelBytes()
        let right = zip(said, labels).count { $0.firstIndex(of: $0.max() ?? 0) == Int($1) }
        #expect(right == result.correct)
        #expect(result.count == 50 && result.counts.joined().reduce(0, +) == 50)
        #expect(result.accuracy == Double(right) / 50)
        #expect(result.classes == digits.test.classes)
        #expect(throws: StepFailure.self) { try model.predict(Data(count: 3), threads: 1) }
        #expect(try model.predict(Data(), threads: 1).isEmpty)
    }
}

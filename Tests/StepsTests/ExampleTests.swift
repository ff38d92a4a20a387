import Diagnostics
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

/// The examples of `Docs/steps.md`: a reader copies them, so each has to be one that works.
struct ExampleTests {
    private static let registry = Registry.standard

    /// What examples refer to without making it.
    private static let given = [
        "digits": "let digits = load(\"mnist\")",
        "pictures": "let pictures = load(from: \"photos\", split: 0.2, size: 32)",
        "data": "let data = normalize(load(\"mnist\"))",
        "model": "let model = train(normalize(load(\"mnist\")), layers: \(DigitNetwork.layers), epochs: 1)",
        "other": "let other = train(normalize(load(\"mnist\")), layers: [flatten, dense(10)], epochs: 2)",
        "slow":
            "let slow = train(normalize(load(\"mnist\")), layers: [flatten, dense(10)], optimizer: adam(learningRate: 0.0001))",
        "fast":
            "let fast = train(normalize(load(\"mnist\")), layers: [flatten, dense(10)], optimizer: adam(learningRate: 0.01))",
        "result":
            "let result = evaluate(train(load(\"mnist\"), layers: [flatten, dense(10)], epochs: 1), on: load(\"mnist\"))",
    ]

    private static let saved = Result {
        let experiment = try Experiment()
        let run = try experiment.run(
            """
            let digits = normalize(load("builtin", train: 60, test: 5))
            let model = train(digits, layers: [maxPool2d(4), flatten, dense(10)])
            save(model, to: "net.pt")
            """)
        #expect(run.failures == [])
        return try experiment.folder.data("output/net.pt")
    }

    @Test func `everything that a cell may call has an example that names it`() {
        for signature in Self.registry.names.compactMap(Self.registry.signature) {
            let isFunction = Self.registry.functions[signature.name] != nil
            // A function's stands in its sentence, with its result.
            let example = isFunction ? signature.documentation : signature.example
            #expect(
                example?.contains(isFunction ? "`\(signature.name)(" : signature.name) == true,
                "\(signature.name)")
        }
    }

    @Test(arguments: Registry.standard.names.sorted())
    func `an example is planned without a mistake`(name: String) throws {
        guard let signature = Self.registry.signature(name), let example = signature.example else { return }
        let experiment = try ready()
        let isStep = Self.registry.steps[name] != nil
        let cell = isStep ? example : "let value = [\(example)]"
        let made = Set(cell.matches(of: /let ([a-z]+) =/).map { String($0.output.1) })
        let needed = Self.given.filter { entry in
            !made.contains(entry.key) && cell.matches(of: /[A-Za-z]+/).contains { $0.output == entry.key }
        }
        let lines = needed.sorted { $0.key < $1.key }.map(\.value) + [cell]
        let (_, found) = experiment.diagnose(lines.joined(separator: "\n"))
        #expect(found.map(\.message) == [], "\(lines)")
    }

    /// An experiment with the files that the examples read.
    private func ready() throws -> Experiment {
        let mnist = SmallMNIST()
        var experiment = try Experiment()
        try mnist.write(to: experiment.folder, under: "mnist/")
        experiment.mnist = mnist.publication(mirrors: [])
        experiment.dataDirectories = [experiment.folder.path + "/mnist"]
        for (name, label) in [("one", "a"), ("two", "a"), ("one", "b"), ("two", "b")] {
            try experiment.folder.write(
                .graymap(64, 64, [UInt8](repeating: 9, count: 4096)), to: "photos/\(label)/\(name).pgm")
            try experiment.folder.write(
                .graymap(28, 28, [UInt8](repeating: 9, count: 784)), to: "my-digits/\(label)-\(name).pgm")
        }
        try experiment.folder.write(Self.saved.get(), to: "mnist_cnn_state.pt")
        return experiment
    }
}

import Foundation
import NeuralNet
import Steps
import TestSupport
import Workflow

/// A notebook's folder with pictures of two classes that differ by their colours alone, and a network for them.
struct ColourBench {
    let experiment: Experiment

    /// Writes twelve pictures of two sizes in `set/airplane` and `set/frog`.
    init() throws {
        experiment = try Experiment()
        for number in 0..<12 {
            let name = number.isMultiple(of: 2) ? "airplane" : "frog"
            try experiment.folder.write(Self.picture(number), to: "set/\(name)/\(number).png")
        }
    }

    /// A picture of an airplane for even numbers, of a frog for odd ones.
    static func picture(_ number: Int) -> Data {
        let (width, height) = number % 3 == 0 ? (4, 4) : (9, 6)
        return .colourPicture(width, height, ofAirplane: number.isMultiple(of: 2), number: number)
    }

    /// The lines that load the pictures as `set` and train `model`, whose input is 3 × 4 × 4.
    static let cell = """
        let set = normalize(load(from: "set", split: 0.25, size: 4))
        let model = train(set, layers: [conv2d(4, kernel: 3, padding: 1), relu, globalAveragePool2d, dense(2)],
            optimizer: adam(learningRate: 0.05), epochs: 30, batchSize: 4)

        """

    /// Runs the cell with further lines.
    func run(_ rest: String) throws -> Run { try experiment.run(Self.cell + rest) }

    /// The network that a run trained.
    static func model(of run: Run) throws -> Model? {
        guard case .artifact(let stored)? = run.value("model") else { return nil }
        return try Model(unpacking: stored.packed)
    }
}

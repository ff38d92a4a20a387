import NeuralNet
import TestSupport
import Testing

/// What the engine is compared with must itself be right: its gradients are difference quotients of its loss.
@Suite struct ReferenceTests {
    /// A step in a random direction of all parameters and images, small enough for hardly any ReLU to change sides.
    @Test(arguments: 0..<40)
    func `the gradients of the reference predict how its loss changes`(number: Int) throws {
        let network = try RandomNetwork(seed: UInt64(number))
        let loss = network.referenceLoss
        var random = RandomSource(seed: UInt64(number))
        func numbers(_ count: Int) -> [Double] {
            (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
        }
        // Pixels of equal brightness would leave a largest one undecided.
        var images = ReferenceTensor(network.batch)
        images.values = zip(images.values, numbers(images.values.count)).map { $0 + 0.1 * $1 }
        let imageDirection = numbers(images.values.count)
        let direction = network.parameters.tensors.map { numbers($0.tensor.values.count) }
        func value(after step: Double) throws -> Double {
            let moved = zip(network.parameters.tensors, direction).map { parameter, direction in
                var tensor = ReferenceTensor(parameter.tensor)
                for index in direction.indices { tensor.values[index] += step * direction[index] }
                return tensor
            }
            var shifted = images
            for index in imageDirection.indices { shifted.values[index] += step * imageDirection[index] }
            let results = ReferenceNetwork(network.architecture, moved).train(shifted, loss)
            return try #require(results.parts.first { $0.kind == .loss }?.values.first)
        }
        let step = 1e-7
        let quotient = try (value(after: step) - value(after: -step)) / (2 * step)
        let results = ReferenceNetwork(network.architecture, network.parameters).train(images, loss)
        var (slope, size) = (0.0, 0.0)
        let directions = [imageDirection] + direction
        for (part, direction) in zip(results.parts.dropFirst(2), directions) where part.kind == .gradient {
            for (gradient, move) in zip(part.values, direction) {
                slope += gradient * move
                size += abs(gradient * move)
            }
        }
        // Rounding of the loss, to about 1e-16, is divided by the step.
        #expect(abs(quotient - slope) <= 1e-8 + 1e-7 * size, "\(network)")
    }
}

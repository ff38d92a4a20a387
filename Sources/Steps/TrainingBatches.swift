import NeuralNet
import Workflow

/// The batches of a training, of which batch normalization takes its statistics.
struct TrainingBatches {
    /// The number of images in a batch, 1 or more.
    let size: Int
    /// The number of images that are trained on; `nil` if it is unknown.
    let images: Int?
    /// The layer that leaves nothing of a batch of one image; `nil` if there is none.
    private let normalization: Layer?

    /// The batches of a network's training.
    ///
    /// - Parameter frozenLayers: the number of layers, from the first, that are not trained.
    init(size: Int, images: Int?, of network: Architecture, frozenLayers: Int) {
        self.size = size
        self.images = images
        normalization = network.normalizationOfSingleValues(from: frozenLayers)
    }

    /// Why nothing can be learned of batches of one image each, which PyTorch refuses; `nil` if there is no need.
    var problem: ArgumentProblem? {
        guard size == 1 || images == 1, let normalization else { return nil }
        let isRow = normalization == .batchNormalization1D
        let value = isRow ? "of each feature" : "of each channel, a pixel,"
        return ArgumentProblem(
            id: "batch-size",
            "a batch of one image has one value \(value), of which '\(normalization.name)' leaves nothing",
            notes: [
                size == 1
                    ? "mean and variance need two images or more: 'batchSize: 2'"
                    : "mean and variance need two images or more, and there is one to train on",
                "'layerNorm' normalizes each image by itself",
            ])
    }

    /// The problem at the argument that is at fault, the size or the images.
    func planned(_ call: PlannedCall<Train.Parameters>) -> PlanningProblem? {
        size == 1 ? problem?.planned(about: call.batchSize) : problem?.planned(about: call.data)
    }

    /// That the last batch of an epoch is one image, of which nothing is left; `nil` if it has more, or it is unknown.
    ///
    /// The layer gives its bias for it, and its running statistics stay as they are.
    var warning: ArgumentProblem? {
        guard let normalization, let images, size > 1, images > size, images % size == 1 else { return nil }
        return ArgumentProblem(
            id: "last-batch",
            "the last of \(NumberText.grouped(images)) training images is alone in its batch, and '\(normalization.name)' leaves nothing of it but its bias",
            notes: [Self.advice(size: size, images: images)].compactMap(\.self))
    }

    /// The nearest size of batches of which the last is at least half full.
    private static func advice(size: Int, images: Int) -> String? {
        for distance in 1...size {
            for other in [size - distance, size + distance] where (2...images).contains(other) {
                let rest = images % other
                if rest == 0 { return "'batchSize: \(other)' makes all batches equal" }
                if 2 * rest >= other { return "'batchSize: \(other)' leaves \(rest) for the last batch" }
            }
        }
        return nil
    }
}

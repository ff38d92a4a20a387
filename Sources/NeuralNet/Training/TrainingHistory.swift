/// The measurements of a training.
public struct TrainingHistory: Sendable, Hashable, Codable {
    /// The measurements of one epoch.
    public struct Epoch: Sendable, Hashable, Codable {
        /// The mean loss of the training images, each before its batch's update, with dropout.
        public let loss: Double

        /// The share of them that was classified correctly, 0…1.
        public let accuracy: Double

        /// The mean loss of the validation images after the epoch; `nil` without validation.
        public let validationLoss: Double?

        /// The share of them that is classified correctly, 0…1; `nil` without validation.
        public let validationAccuracy: Double?

        /// The learning rate of the epoch's last step.
        public let learningRate: Double

        /// Makes a record.
        public init(
            loss: Double, accuracy: Double, validationLoss: Double?, validationAccuracy: Double?,
            learningRate: Double
        ) {
            self.loss = loss
            self.accuracy = accuracy
            self.validationLoss = validationLoss
            self.validationAccuracy = validationAccuracy
            self.learningRate = learningRate
        }
    }

    /// The epochs in order.
    public var epochs: [Epoch]

    /// The mean loss of each batch in order, over all epochs.
    public var batchLosses: [Float]

    /// The learning rate of each batch in order, over all epochs.
    public var batchLearningRates: [Float]

    /// Makes a history.
    public init(epochs: [Epoch] = [], batchLosses: [Float] = [], batchLearningRates: [Float] = []) {
        self.epochs = epochs
        self.batchLosses = batchLosses
        self.batchLearningRates = batchLearningRates
    }
}

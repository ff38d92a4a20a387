/// Of which epoch a training keeps the network, and whether it stops before the last.
///
/// It depends only on the history, so a training that resumes decides as one that was never interrupted.
public struct EpochSelection: Sendable, Hashable {
    /// What is measured on the validation images after each epoch.
    public enum Quantity: String, Sendable, Hashable, Codable, CaseIterable {
        /// The less, the better.
        case validationLoss
        /// The more, the better.
        case validationAccuracy
    }

    /// The measurement by which epochs are compared; of equal ones the first is the best.
    public let quantity: Quantity

    /// The number of epochs in a row, 1 or more, none of which is better than the best before them, after which the
    /// training stops; `nil` for never. Keras's `EarlyStopping` without `min_delta`.
    public let patience: Int?

    /// Whether the network of the best epoch is kept, and not that of the last.
    public let keepsBest: Bool

    /// Makes a selection.
    public init(quantity: Quantity = .validationLoss, patience: Int? = nil, keepsBest: Bool = false) {
        precondition(patience.map { $0 > 0 } ?? true, "a patience of \(patience ?? 0) epochs")
        self.quantity = quantity
        self.patience = patience
        self.keepsBest = keepsBest
    }

    /// All epochs, and the network of the last.
    public static let all = EpochSelection()

    /// Whether epochs are compared, which needs validation images.
    public var compares: Bool { patience != nil || keepsBest }

    /// The index of the best epoch; `nil` without measurements.
    public func best(of history: TrainingHistory) -> Int? {
        let values = history.epochs.map { epoch -> Double? in
            switch quantity {
            case .validationLoss: epoch.validationLoss.map { -$0 }
            case .validationAccuracy: epoch.validationAccuracy
            }
        }
        var best: (index: Int, value: Double)?
        for (index, value) in values.enumerated() {
            guard let value, best.map({ value > $0.value }) ?? true else { continue }
            best = (index, value)
        }
        return best?.index
    }

    /// Whether a training with this history is to stop.
    public func stops(after history: TrainingHistory) -> Bool {
        guard let patience, let best = best(of: history) else { return false }
        return history.epochs.count - 1 - best >= patience
    }
}

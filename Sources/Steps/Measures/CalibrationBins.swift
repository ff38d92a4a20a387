/// Images by the confidence of their predictions, in bins of equal width.
///
/// Chuan Guo et al., "On calibration of modern neural networks", ICML 2017: bin m of M has the confidences above
/// (m − 1)/M and up to m/M.
package struct CalibrationBins: Sendable, Hashable, Codable {
    /// The number of bins, as in the paper.
    package static let count = 15

    /// The images of a bin.
    package struct Bin: Sendable, Hashable, Codable {
        /// Their number.
        package var count = 0
        /// The number of correctly classified ones.
        package var correct = 0
        /// The sum of their confidences, each 0…1.
        package var confidenceSum = 0.0

        /// Their mean confidence, 0…1; `nil` without images.
        package var confidence: Double? { count == 0 ? nil : confidenceSum / Double(count) }

        /// The share of correctly classified ones, 0…1; `nil` without images.
        package var accuracy: Double? { count == 0 ? nil : Double(correct) / Double(count) }

        /// The difference of the two in size, 0…1; `nil` without images.
        package var error: Double? {
            count == 0 ? nil : abs(Double(correct) - confidenceSum) / Double(count)
        }
    }

    /// The bins, by ascending confidence.
    package let bins: [Bin]

    /// Sorts images into the bins by the probability of their predicted class.
    package init(of images: ScoredImages) {
        var bins = [Bin](repeating: Bin(), count: Self.count)
        for (index, prediction) in images.predictions.enumerated() {
            let confidence = Double(images.probability(of: prediction, at: index))
            let above = Int((confidence * Double(Self.count)).rounded(.up)) - 1
            let place = min(max(above, 0), Self.count - 1)
            bins[place].count += 1
            bins[place].confidenceSum += confidence
            if prediction == images.labels[index] { bins[place].correct += 1 }
        }
        self.bins = bins
    }

    /// The number of images.
    package var total: Int { bins.reduce(0) { $0 + $1.count } }

    /// The expected calibration error, 0…1: the mean over all images of the difference of accuracy and confidence in
    /// their bin; `nil` without images.
    package var expectedError: Double? {
        let total = total
        guard total > 0 else { return nil }
        return bins.reduce(0) { $0 + abs(Double($1.correct) - $1.confidenceSum) } / Double(total)
    }

    /// The greatest of these differences, 0…1; `nil` without images.
    package var maximumError: Double? { bins.compactMap(\.error).max() }

    /// Whether the numbers are those of as many images.
    func fit(_ count: Int) -> Bool {
        bins.count == Self.count
            && bins.allSatisfy { bin in
                (0...count).contains(bin.count) && (0...bin.count).contains(bin.correct)
                    // Rounding of the probabilities adds up.
                    && (0...Double(bin.count) * 1.001).contains(bin.confidenceSum)
            } && total == count
    }
}

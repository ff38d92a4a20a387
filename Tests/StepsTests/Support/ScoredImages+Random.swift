import Steps
import TestSupport

extension ScoredImages {
    /// Images whose probabilities are eighths, so that many are equal; the last class has no images.
    static func withTies(count: Int, classes: Int, seed: UInt64) -> ScoredImages {
        var source = RandomSource(seed: seed)
        var labels: [Int] = []
        var probabilities: [Float] = []
        for _ in 0..<count {
            let label = Int.random(in: 0..<classes - 1, using: &source)
            labels.append(label)
            for other in 0..<classes {
                let eighths = Int.random(in: 0...(other == label ? 8 : 6), using: &source)
                probabilities.append(Float(eighths) / 8)
            }
        }
        return ScoredImages(probabilities: probabilities, labels: labels, classes: classes)
    }
}

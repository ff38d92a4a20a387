import FoundationEssentials
import NeuralNet

extension OwnDataset {
    /// How many of a class's images are kept for testing: a share, at least one image where there are two.
    static func keptCount(of count: Int, by share: Double) -> Int {
        count == 0 ? 0 : min(max(1, Int((share * Double(count)).rounded())), count - 1)
    }

    /// Which images are kept for testing and which are not: of each class the same share, at least one image where it has
    /// two, drawn by the seed.
    static func split(_ labels: Data, by share: Double, seed: UInt64) -> (kept: [Int], rest: [Int]) {
        var kept: [Int] = []
        for label in Set(labels).sorted() {
            let places = labels.enumerated().filter { $0.element == label }.map(\.offset)
            let count = keptCount(of: places.count, by: share)
            let order = RandomStream(seed: seed, stream: "split \(label)").permutation(of: places.count)
            kept += order.prefix(count).map { places[$0] }
        }
        let isKept = Set(kept)
        return (kept.sorted(), labels.indices.map { $0 - labels.startIndex }.filter { !isKept.contains($0) })
    }
}

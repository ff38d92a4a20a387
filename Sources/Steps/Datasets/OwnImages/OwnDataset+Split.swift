import FoundationEssentials
import NeuralNet

extension OwnDataset {
    /// The number of a class's images kept for testing: a share, but at least one image if there are two.
    static func keptCount(of count: Int, by share: Double) -> Int {
        count == 0 ? 0 : min(max(1, Int((share * Double(count)).rounded())), count - 1)
    }

    /// A stratified split, drawn by the seed: the same share of each class is kept for testing, at least one image if
    /// it has two.
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

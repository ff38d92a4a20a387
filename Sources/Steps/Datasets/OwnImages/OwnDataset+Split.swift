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
        var placesByLabel = [[Int]](repeating: [], count: OwnLayout.mostClasses)
        for (place, label) in labels.enumerated() { placesByLabel[Int(label)].append(place) }
        var isKept = [Bool](repeating: false, count: labels.count)
        for (label, places) in placesByLabel.enumerated() where !places.isEmpty {
            let order = RandomStream(seed: seed, stream: "split \(label)").permutation(of: places.count)
            for index in order.prefix(keptCount(of: places.count, by: share)) { isKept[places[index]] = true }
        }
        return (isKept.indices.filter { isKept[$0] }, isKept.indices.filter { !isKept[$0] })
    }
}

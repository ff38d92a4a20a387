import Figures
import FoundationEssentials
import NeuralNet
import Workflow

extension ImageGrid {
    /// The images with the largest loss, with true class, predictions and loss.
    init(of hardest: Hardest, count: Int) throws {
        let record = hardest.record
        let scored = try hardest.scores.read()
        let all = try hardest.images.data()
        let size = record.shape.count
        let shown = scored.byLoss.prefix(count)
        var pixels = Data(capacity: shown.count * size)
        for index in shown {
            let start = all.startIndex + index * size
            pixels.append(all[start..<start + size])
        }
        let items = shown.map { index in
            Item(
                index: index, label: record.classes[scored.labels[index]],
                guesses: scored.guesses(at: index, count: 3).map {
                    Guess(
                        label: record.classes[$0], probability: Double(scored.probability(of: $0, at: index)))
                }, loss: scored.loss(at: index))
        }
        try self.init(
            shape: record.shape, content: record.content, pixels: pixels, items: items, total: scored.count)
    }
}

import Figures
import FoundationEssentials
import NeuralNet
import Workflow

extension ImageGrid {
    /// The first images of a data set's part, with their classes, and those of their partners where they are mixed.
    init(of examples: Examples, count: Int) throws {
        let shape = examples.record.shape
        let labels = try examples.labels.data()
        let count = min(count, labels.count)
        let classes = examples.record.classes
        let names = try labels.prefix(count).map { label in
            guard classes.indices.contains(Int(label)) else { throw CacheDamage("a label is of no class") }
            return classes[Int(label)]
        }
        let items = examples.shownMixtures(count: count).enumerated().map { index, mixture in
            Item(index: index, label: mixture.label(names[index], and: names[mixture.partner]))
        }
        // An augmentation that changes nothing is none for those who look.
        let isAugmented = examples.record.augmentation.map { $0 != Augmentation(seed: $0.seed) } ?? false
        try self.init(
            shape: shape, content: examples.record.content,
            pixels: examples.shownPixels(count: count), items: items,
            total: labels.count, isAugmented: isAugmented)
    }

    /// The most confident mistakes, with true class and predictions.
    init(of mistakes: Mistakes, count: Int) throws {
        let record = mistakes.record
        let items = record.items.prefix(count).map { item in
            Item(
                index: item.index, label: record.classes[item.label],
                guesses: item.guesses.map {
                    Guess(label: record.classes[$0.label], probability: $0.probability)
                })
        }
        try self.init(
            shape: record.shape, content: record.content,
            pixels: mistakes.pixels.data().prefix(items.count * record.shape.count),
            items: items, total: record.items.count)
    }

    /// Converts from planar channels, as networks have them, to interleaved ones, as pictures have them.
    ///
    /// Ink stays one channel, which is drawn in the page's colours; grey pictures become three channels, which are
    /// drawn unchanged.
    init(
        shape: Shape, content: ImageContent, pixels: Data, items: [Item], total: Int,
        isAugmented: Bool = false
    ) throws {
        let (channels, height, width) = (shape.dimensions[0], shape.dimensions[1], shape.dimensions[2])
        guard channels == 1 || channels == 3 else {
            throw StepFailure("images of \(channels) channels cannot be drawn")
        }
        let shown = content == .picture ? 3 : channels
        let size = height * width
        let planar = [UInt8](pixels.prefix(items.count * shape.count))
        var interleaved = planar
        // Most grids have one channel, which needs no conversion.
        if shown > 1 {
            interleaved = [UInt8](repeating: 0, count: items.count * size * shown)
            for item in items.indices {
                for channel in 0..<shown {
                    let start = item * shape.count + channel % channels * size
                    for place in 0..<size {
                        interleaved[(item * size + place) * shown + channel] = planar[start + place]
                    }
                }
            }
        }
        self.init(
            width: width, height: height, channels: shown, pixels: Data(interleaved), items: items,
            total: total, isAugmented: isAugmented)
    }
}

extension ImageMixture {
    /// The classes of two images in their mixture, with their shares: `3 64 % + 8 36 %`.
    fileprivate func label(_ own: String, and other: String) -> String {
        let percent = Int((100 * share).rounded())
        guard own != other, percent < 100 else { return own }
        guard percent > 0 else { return other }
        func part(_ name: String, _ percent: Int) -> String {
            "\(name) \(NumberText.percent(Double(percent) / 100, decimals: 0))"
        }
        return "\(part(own, percent)) + \(part(other, 100 - percent))"
    }
}

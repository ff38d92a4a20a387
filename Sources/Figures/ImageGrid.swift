public import FoundationEssentials

/// Small images of the same size in rows, each with its labels.
public struct ImageGrid: FigureContent {
    /// The kind's name.
    public static let kind = "imageGrid"

    /// A class and its probability.
    public struct Guess: Codable, Sendable, Hashable {
        /// The class.
        public let label: String
        /// The probability, 0…1.
        public let probability: Double

        /// Makes a guess.
        public init(label: String, probability: Double) {
            self.label = label
            self.probability = probability
        }
    }

    /// The labels of one image.
    public struct Item: Codable, Sendable, Hashable {
        /// The index in its data set, 0-based.
        public let index: Int
        /// The true class.
        public let label: String
        /// The network's predictions in descending order of probability; empty without a network.
        public let guesses: [Guess]
        /// The cross-entropy of the predictions in nats; `nil` where it is not shown.
        public let loss: Double?

        /// Makes an item.
        public init(index: Int, label: String, guesses: [Guess] = [], loss: Double? = nil) {
            self.index = index
            self.label = label
            self.guesses = guesses
            self.loss = loss
        }

        /// Whether the image is misclassified; `false` without a prediction.
        public var isMistake: Bool { guesses.first.map { $0.label != label } ?? false }
    }

    /// The title of the grid; `nil` for none.
    public var title: String?
    /// The width of one image in pixels.
    public let width: Int
    /// The height of one image in pixels.
    public let height: Int
    /// 1 for grey, 3 for red, green and blue.
    public let channels: Int
    /// One byte per sample, `[item, row, column, channel]`, 0 background to 255 ink for grey.
    public let pixels: Data
    /// The labels of each image, in the order of the pixels.
    public let items: [Item]
    /// The total number of such images, of which the grid may show only some.
    public let total: Int
    /// Whether the images are augmented, as a training sees them; `nil` for not.
    public let isAugmented: Bool?

    /// Makes a grid.
    ///
    /// - Precondition: `pixels` has `items.count × height × width × channels` bytes.
    public init(
        title: String? = nil, width: Int, height: Int, channels: Int = 1, pixels: Data, items: [Item],
        total: Int, isAugmented: Bool = false
    ) {
        precondition(
            pixels.count == items.count * height * width * channels,
            "\(pixels.count) bytes for \(items.count) images of \(height)×\(width)×\(channels)")
        self.title = title
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
        self.items = items
        self.total = total
        self.isAugmented = isAugmented ? true : nil
    }
}

extension ImageGrid {
    /// Whether the number of bytes matches the images' size, and all indices are possible.
    public var isPossible: Bool {
        [width, height].allSatisfy { PossibleNumbers.sides.contains($0) && $0 > 0 }
            && [1, 3].contains(channels)
            // Sides are small, and the number of items is limited by what was read.
            && pixels.count == items.count * (height * width * channels)
            && PossibleNumbers.counts.contains(total) && total >= items.count
            && items.allSatisfy { PossibleNumbers.counts.contains($0.index) }
    }
}

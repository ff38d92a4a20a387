public import FoundationEssentials

/// Small images of one size in rows, each with its labels.
public struct ImageGrid: FigureContent {
    /// The kind's name.
    public static let kind = "imageGrid"

    /// A class and its probability.
    public struct Guess: Codable, Sendable, Hashable {
        /// The class.
        public let label: String
        /// 0…1.
        public let probability: Double

        /// Makes a guess.
        public init(label: String, probability: Double) {
            self.label = label
            self.probability = probability
        }
    }

    /// What is known of one image.
    public struct Item: Codable, Sendable, Hashable {
        /// The place in its data set, 0-based.
        public let index: Int
        /// The true class.
        public let label: String
        /// The network's guesses, the most probable first; empty where nothing was predicted.
        public let guesses: [Guess]

        /// Makes an item.
        public init(index: Int, label: String, guesses: [Guess] = []) {
            self.index = index
            self.label = label
            self.guesses = guesses
        }

        /// Whether the most probable class is not the true one; `false` where nothing was predicted.
        public var isMistake: Bool { guesses.first.map { $0.label != label } ?? false }
    }

    /// What stands over the grid; `nil` for none.
    public var title: String?
    /// Pixels across one image.
    public let width: Int
    /// Pixels down one image.
    public let height: Int
    /// 1 for grey, 3 for red, green and blue.
    public let channels: Int
    /// One byte a sample, `[item, row, column, channel]`, 0 background to 255 ink for grey.
    public let pixels: Data
    /// What is known of each image, in the order of the pixels.
    public let items: [Item]
    /// How many there are of this kind in all, where the grid shows only some.
    public let total: Int

    /// Makes a grid.
    ///
    /// - Precondition: `pixels` holds `items.count × height × width × channels` bytes.
    public init(
        title: String? = nil, width: Int, height: Int, channels: Int = 1, pixels: Data, items: [Item],
        total: Int
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
    }
}

extension ImageGrid {
    /// Whether there are as many bytes as images of this size have, and none has a place that cannot be.
    public var isPossible: Bool {
        [width, height].allSatisfy { PossibleNumbers.sides.contains($0) && $0 > 0 }
            && [1, 3].contains(channels)
            // Sides are small, and there are as many items as were read.
            && pixels.count == items.count * (height * width * channels)
            && PossibleNumbers.counts.contains(total) && total >= items.count
            && items.allSatisfy { PossibleNumbers.counts.contains($0.index) }
    }
}

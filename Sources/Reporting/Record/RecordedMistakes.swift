import Figures
import FoundationEssentials
import Images
import Workflow

/// The misclassified images of an evaluation in a run's record: the labels of each, and the pixels of the first ones.
struct RecordedMistakes: Decodable, Sendable, Hashable {
    /// The maximum number of images with pixels.
    static let drawn = 256

    /// An image.
    struct Item: Decodable, Sendable, Hashable {
        /// The index in its data set, 0-based.
        let index: Int
        /// The true class.
        let label: String
        /// The predicted class.
        let guess: String
        /// The confidence, 0…1.
        let probability: Double
    }

    /// The first images in a sprite.
    struct Images: Decodable, Sendable, Hashable {
        /// The size of each in pixels, and its number of samples per pixel.
        let width: Int
        let height: Int
        let channels: Int
        /// The number of images.
        let count: Int
        /// All of them as a PNG, with the layout of ``ImageSprite``.
        let png: Data
    }

    /// The total number of misclassified images.
    let count: Int
    /// The mistakes, the most confident first.
    let items: [Item]
    /// The first images; `nil` if they cannot be drawn.
    let images: Images?
}

extension RecordedMistakes {
    /// Makes a record's form of misclassified images.
    init(of grid: ImageGrid) {
        count = grid.total
        items = grid.items.map { item in
            let guess = item.guesses.first
            return Item(
                index: item.index, label: item.label, guess: guess?.label ?? "",
                probability: guess?.probability ?? 0)
        }
        let drawn = min(grid.items.count, Self.drawn)
        let size = grid.width * grid.height * grid.channels
        let first = ImageGrid(
            width: grid.width, height: grid.height, channels: grid.channels,
            pixels: grid.pixels.prefix(drawn * size), items: Array(grid.items.prefix(drawn)), total: drawn)
        images = (try? ImageSprite(of: first).encoded()).map { sprite in
            Images(
                width: grid.width, height: grid.height, channels: grid.channels, count: drawn,
                png: sprite.data)
        }
    }

    /// Some of the images with their pixels; those without pixels are omitted.
    ///
    /// - Parameters:
    ///   - isWanted: whether to include an item.
    ///   - count: the maximum number.
    ///   - total: the total number of such images.
    /// - Throws: if the record's images are inconsistent.
    func grid(of isWanted: (Item) -> Bool, atMost count: Int, total: Int) throws -> ImageGrid? {
        guard let images else { return nil }
        let samples = try images.samples()
        var kept: [ImageGrid.Item] = []
        var pixels = Data()
        for (place, item) in items.prefix(images.count).enumerated()
        where isWanted(item) && kept.count < count {
            kept.append(
                ImageGrid.Item(
                    index: item.index, label: item.label,
                    guesses: [.init(label: item.guess, probability: item.probability)]))
            pixels.append(samples.image(place))
        }
        guard !kept.isEmpty else { return nil }
        return ImageGrid(
            width: images.width, height: images.height, channels: images.channels, pixels: pixels,
            items: kept, total: total)
    }
}

extension RecordedMistakes.Images {
    /// The maximum side of an image in pixels, and the maximum number of samples in all: a record is not trusted.
    private static let limits = (side: 1024, samples: 64 << 20)

    /// The pixels of all images.
    struct Samples {
        let size: (width: Int, height: Int, channels: Int)
        let columns: Int
        let bytes: Data

        /// The pixels of one image, `[row, column, channel]`.
        func image(_ place: Int) -> Data {
            let row = size.width * size.channels
            var pixels = Data(capacity: row * size.height)
            for line in 0..<size.height {
                let start =
                    bytes.startIndex + ((place / columns * size.height + line) * columns + place % columns)
                    * row
                pixels.append(bytes[start..<start + row])
            }
            return pixels
        }
    }

    /// Reads the images.
    ///
    /// - Throws: if the PNG is invalid, or its size does not match the images.
    func samples() throws -> Samples {
        guard (1...Self.limits.side).contains(width), (1...Self.limits.side).contains(height),
            channels == 1 || channels == 3, (1...RecordedMistakes.drawn).contains(count)
        else { throw PNGImage.Failure("images of \(width) × \(height) are none of a record's") }
        let columns = ImageSprite.columns(for: count)
        let rows = (count + columns - 1) / columns
        guard columns * width * rows * height * channels <= Self.limits.samples else {
            throw PNGImage.Failure("the images are too large")
        }
        let bytes = try PNGImage.samples(
            of: png, width: columns * width, height: rows * height, channels: channels)
        return Samples(size: (width, height, channels), columns: columns, bytes: bytes)
    }
}

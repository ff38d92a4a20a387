public import FoundationEssentials

/// Pictures with a network's predictions.
public struct PredictionSheet: FigureContent {
    /// The kind's name.
    public static let kind = "predictionSheet"

    /// A rectangle on a picture.
    public struct Box: Codable, Sendable, Hashable {
        /// The distance from the left edge, as a share of the picture's width, 0…1; the others likewise.
        public let x: Double
        /// The distance from the upper edge.
        public let y: Double
        /// The width.
        public let width: Double
        /// The height.
        public let height: Double

        /// Makes a rectangle.
        public init(x: Double, y: Double, width: Double, height: Double) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }
    }

    /// A prediction on a picture.
    public struct Reading: Codable, Sendable, Hashable {
        /// Its bounding box; `nil` for the whole picture.
        public let box: Box?
        /// The network's predictions in descending order of probability.
        public let guesses: [ImageGrid.Guess]

        /// Makes a reading.
        public init(box: Box?, guesses: [ImageGrid.Guess]) {
            self.box = box
            self.guesses = guesses
        }
    }

    /// A picture.
    public struct Picture: Codable, Sendable, Hashable {
        /// The file's name.
        public let name: String
        /// The width of the shown picture in pixels.
        public let width: Int
        /// Its height in pixels.
        public let height: Int
        /// The picture as a JPEG file; `nil` if it is not shown.
        public let file: Data?
        /// The predictions on it, in reading order.
        public let readings: [Reading]

        /// Makes a picture.
        public init(name: String, width: Int, height: Int, file: Data?, readings: [Reading]) {
            self.name = name
            self.width = width
            self.height = height
            self.file = file
            self.readings = readings
        }
    }

    /// The title of the sheet; `nil` for none.
    public var title: String?
    /// The pictures in order.
    public let pictures: [Picture]
    /// The network's input for each reading, picture by picture; its labels are the predicted ones.
    public let seen: ImageGrid

    /// Makes a sheet.
    ///
    /// - Precondition: `seen` has an image for each reading.
    public init(title: String? = nil, pictures: [Picture], seen: ImageGrid) {
        let count = pictures.reduce(0) { $0 + $1.readings.count }
        precondition(seen.items.count == count, "\(seen.items.count) images for \(count) readings")
        self.title = title
        self.pictures = pictures
        self.seen = seen
    }
}

extension PredictionSheet {
    /// Whether there is an input image for each reading, and the pictures' sizes are possible.
    public var isPossible: Bool {
        seen.isPossible && seen.items.count == pictures.reduce(0) { $0 + $1.readings.count }
            && pictures.allSatisfy {
                PossibleNumbers.sides.contains($0.width) && PossibleNumbers.sides.contains($0.height)
            }
    }
}

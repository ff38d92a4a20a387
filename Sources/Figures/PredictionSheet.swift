public import FoundationEssentials

/// Pictures with what a network read on them.
public struct PredictionSheet: FigureContent {
    /// The kind's name.
    public static let kind = "predictionSheet"

    /// A rectangle on a picture.
    public struct Box: Codable, Sendable, Hashable {
        /// From the left edge, in shares of the picture's width, 0…1; the others likewise.
        public let x: Double
        /// From the upper edge.
        public let y: Double
        /// Across.
        public let width: Double
        /// Down.
        public let height: Double

        /// Makes a rectangle.
        public init(x: Double, y: Double, width: Double, height: Double) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }
    }

    /// Something read on a picture.
    public struct Reading: Codable, Sendable, Hashable {
        /// Where it stands; `nil` for the whole picture.
        public let box: Box?
        /// The network's guesses, the most probable first.
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
        /// Pixels across the picture as it is shown.
        public let width: Int
        /// Pixels down.
        public let height: Int
        /// The picture as a JPEG file; `nil` where it is not shown.
        public let file: Data?
        /// What was read on it, in reading order.
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

    /// What stands over the sheet; `nil` for none.
    public var title: String?
    /// The pictures in order.
    public let pictures: [Picture]
    /// What the network saw of each reading, picture by picture; its labels are those that were read.
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
    /// Whether there is an image of what was seen for each reading, and the pictures have sizes that can be.
    public var isPossible: Bool {
        seen.isPossible && seen.items.count == pictures.reduce(0) { $0 + $1.readings.count }
            && pictures.allSatisfy {
                PossibleNumbers.sides.contains($0.width) && PossibleNumbers.sides.contains($0.height)
            }
    }
}

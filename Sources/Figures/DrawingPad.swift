public import FoundationEssentials

/// A place to draw in, with a small network that reads what is drawn.
public struct DrawingPad: FigureContent {
    /// The kind's name.
    public static let kind = "drawingPad"

    /// A layer of the network.
    public struct Layer: Codable, Sendable, Hashable {
        /// What it is called in a notebook, and in the page's script: `conv2d`.
        public let name: String
        /// Its numbers, in the order in which a notebook gives them.
        public let numbers: [Double]

        /// Makes a layer.
        public init(name: String, numbers: [Double]) {
            self.name = name
            self.numbers = numbers
        }
    }

    /// An image with what the engine reads on it.
    public struct Check: Codable, Sendable, Hashable {
        /// One byte a pixel, `[H, W]`, 0 for paper to 255 for ink.
        public let pixels: Data
        /// The place of the class that the engine finds most probable.
        public let prediction: Int

        /// Makes a check.
        public init(pixels: Data, prediction: Int) {
            self.pixels = pixels
            self.prediction = prediction
        }
    }

    /// What stands over the pad; `nil` for none.
    public var title: String?
    /// Pixels across what the network takes.
    public let width: Int
    /// Pixels down.
    public let height: Int
    /// The longer side of what is drawn within them, in pixels; `nil` for 20 of each 28 of the shorter side.
    public let digitSize: Int?
    /// The classes in order.
    public let classes: [String]
    /// What is subtracted from pixels of 0…1.
    public let mean: Double
    /// What they are divided by after that.
    public let standardDeviation: Double
    /// The layers in order.
    public let layers: [Layer]
    /// The weights of all layers, one after the other, as integers of one byte in two's complement.
    public let weights: Data
    /// What each output's integers are multiplied by, of all layers one after the other.
    public let scales: [Float]
    /// What is added to each output, likewise.
    public let biases: [Float]
    /// Images by which the page's computation is compared with the engine's.
    public let checks: [Check]

    /// Makes a pad.
    public init(
        title: String? = nil, width: Int, height: Int, digitSize: Int? = nil, classes: [String], mean: Double,
        standardDeviation: Double, layers: [Layer], weights: Data, scales: [Float], biases: [Float],
        checks: [Check]
    ) {
        self.title = title
        self.width = width
        self.height = height
        self.digitSize = digitSize
        self.classes = classes
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.layers = layers
        self.weights = weights
        self.scales = scales
        self.biases = biases
        self.checks = checks
    }
}

extension DrawingPad {
    /// Whether the sizes can be drawn in, and the checks are images of them that are of a class.
    public var isPossible: Bool {
        [width, height].allSatisfy { (1...1024).contains($0) }
            && digitSize.map { (1...max(width, height)).contains($0) } ?? true && scales.count == biases.count
            && mean.isFinite && standardDeviation > 0 && standardDeviation.isFinite
            && layers.allSatisfy(\.isPossible)
            && checks.allSatisfy {
                $0.pixels.count == width * height && classes.indices.contains($0.prediction)
            }
    }
}

extension DrawingPad.Layer {
    fileprivate var isPossible: Bool {
        numbers.allSatisfy { $0.magnitude <= Double(PossibleNumbers.counts.upperBound) }
    }
}

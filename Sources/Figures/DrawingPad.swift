public import FoundationEssentials

/// A canvas to draw on, with a small network that classifies the drawing.
public struct DrawingPad: FigureContent {
    /// The kind's name.
    public static let kind = "drawingPad"

    /// A layer of the network.
    public struct Layer: Codable, Sendable, Hashable {
        /// Its name in a notebook and in the page's script: `conv2d`.
        public let name: String
        /// Its arguments, in the order of a notebook's call, without those at the end that are defaults.
        public let numbers: [Double]
        /// The layers within it, on each of its ways; `nil` if it has none.
        public let ways: [[Layer]]?

        /// Makes a layer.
        public init(name: String, numbers: [Double], ways: [[Layer]]? = nil) {
            self.name = name
            self.numbers = numbers
            self.ways = ways
        }
    }

    /// An image with the engine's prediction.
    public struct Check: Codable, Sendable, Hashable {
        /// One byte per pixel, `[H, W]`, 0 for paper to 255 for ink.
        public let pixels: Data
        /// The index of the class that the engine predicts.
        public let prediction: Int

        /// Makes a check.
        public init(pixels: Data, prediction: Int) {
            self.pixels = pixels
            self.prediction = prediction
        }
    }

    /// The title of the pad; `nil` for none.
    public var title: String?
    /// The width of the network's input in pixels.
    public let width: Int
    /// Its height in pixels.
    public let height: Int
    /// The longer side of the drawing's bounding box in it, in pixels; `nil` for 20/28 of the shorter side.
    public let digitSize: Int?
    /// The classes in order.
    public let classes: [String]
    /// The mean that is subtracted from pixels in 0…1.
    public let mean: Double
    /// The standard deviation by which they are then divided.
    public let standardDeviation: Double
    /// The layers in order.
    public let layers: [Layer]
    /// The concatenated weights of all layers, as 8-bit integers in two's complement.
    public let weights: Data
    /// The scale of each output's integers, concatenated over all layers.
    public let scales: [Float]
    /// The bias of each output, likewise.
    public let biases: [Float]
    /// Images on which the page's computation is compared with the engine's.
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
    /// Whether the sizes can be drawn on, and the checks have that size and a known class.
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
            && ways?.allSatisfy { $0.allSatisfy(\.isPossible) } ?? true
    }
}

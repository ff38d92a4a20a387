public import FoundationEssentials

/// A canvas to draw on, with a small network that classifies the drawing; for a network of pictures a place to put them
/// in.
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
        /// One byte per sample, `[C, H, W]`; of a drawing 0 is paper and 255 ink.
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
    /// For each channel the mean that is subtracted from samples in 0…1: of a drawing one, of red, green and blue three.
    public let means: [Double]
    /// For each channel the standard deviation by which they are then divided.
    public let standardDeviations: [Double]
    /// The layers in order.
    public let layers: [Layer]
    /// The concatenated weights of all layers, as integers in two's complement, little-endian.
    public let weights: Data
    /// The bits of each of these integers, 8 or 16.
    public let weightBits: Int
    /// The scale of each output's integers, concatenated over all layers.
    public let scales: [Float]
    /// The bias of each output, likewise.
    public let biases: [Float]
    /// Images on which the page's computation is compared with the engine's.
    public let checks: [Check]
    /// Whether images of one channel are pictures and not drawings; `nil` for not.
    public let isOfGreyPictures: Bool?

    /// Makes a pad.
    public init(
        title: String? = nil, width: Int, height: Int, digitSize: Int? = nil, classes: [String],
        means: [Double], standardDeviations: [Double], layers: [Layer], weights: Data, weightBits: Int = 8,
        scales: [Float], biases: [Float], checks: [Check], isOfGreyPictures: Bool = false
    ) {
        self.title = title
        self.width = width
        self.height = height
        self.digitSize = digitSize
        self.classes = classes
        self.means = means
        self.standardDeviations = standardDeviations
        self.layers = layers
        self.weights = weights
        self.weightBits = weightBits
        self.scales = scales
        self.biases = biases
        self.checks = checks
        self.isOfGreyPictures = isOfGreyPictures ? true : nil
    }
}

extension DrawingPad {
    /// Whether the network takes images in colour.
    public var takesColours: Bool { means.count == 3 }

    /// Whether pictures are put in instead of drawings.
    public var takesPictures: Bool { takesColours || isOfGreyPictures == true }

    /// The number of weights.
    public var weightCount: Int { weights.count * 8 / weightBits }

    /// Whether the sizes can be shown, the numbers fit each other, and the checks have that size and a known class.
    public var isPossible: Bool {
        hasPossibleImages && [8, 16].contains(weightBits) && weights.count.isMultiple(of: weightBits / 8)
            && scales.count == biases.count && layers.allSatisfy(\.isPossible)
            && checks.allSatisfy {
                $0.pixels.count == means.count * width * height && classes.indices.contains($0.prediction)
            }
    }

    /// Whether size and normalization of the network's input are possible.
    private var hasPossibleImages: Bool {
        [width, height].allSatisfy { (1...1024).contains($0) }
            && digitSize.map { (1...max(width, height)).contains($0) } ?? true
            && [1, 3].contains(means.count) && (means.count == 1 || isOfGreyPictures != true)
            && means.allSatisfy(\.isFinite)
            && standardDeviations.count == means.count
            && standardDeviations.allSatisfy { $0 > 0 && $0.isFinite }
    }
}

extension DrawingPad.Layer {
    fileprivate var isPossible: Bool {
        numbers.allSatisfy { $0.magnitude <= Double(PossibleNumbers.counts.upperBound) }
            && ways?.allSatisfy { $0.allSatisfy(\.isPossible) } ?? true
    }
}

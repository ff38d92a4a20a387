public import FoundationEssentials

/// Images with heat maps that show where a network finds the evidence for a class.
public struct HeatMapGrid: FigureContent {
    /// The kind's name.
    public static let kind = "heatMaps"

    /// How a heat map is computed from the network's gradients.
    public enum Method: String, Codable, Sendable, Hashable {
        /// From the last feature maps of a convolution, weighted by their gradients.
        case gradCAM
        /// The gradient with respect to the image.
        case saliency
    }

    /// The title of the grid; `nil` for none.
    public var title: String?
    /// How the heat maps are computed.
    public let method: Method
    /// The images with their true and predicted classes.
    public let images: ImageGrid
    /// One byte for each pixel, `[item, row, column]`, 0 to 255 for the maximum of the image's map.
    public let heat: Data
    /// The class that the heat map of each image is for.
    public let labels: [String]

    /// Makes a grid.
    ///
    /// - Precondition: `heat` has a byte for each pixel of the images, and there is a class for each image.
    public init(title: String? = nil, method: Method, images: ImageGrid, heat: Data, labels: [String]) {
        precondition(
            heat.count == images.items.count * images.height * images.width
                && labels.count == images.items.count,
            "\(heat.count) bytes and \(labels.count) classes for \(images.items.count) images of \(images.height)×\(images.width)"
        )
        self.title = title
        self.method = method
        self.images = images
        self.heat = heat
        self.labels = labels
    }
}

extension HeatMapGrid {
    /// Whether there is a byte for each pixel, and a class for each image.
    public var isPossible: Bool {
        images.isPossible && heat.count == images.items.count * (images.height * images.width)
            && labels.count == images.items.count
    }
}

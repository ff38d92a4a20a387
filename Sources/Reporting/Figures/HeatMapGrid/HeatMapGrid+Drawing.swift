public import Figures
import Workflow

extension HeatMapGrid: DrawnFigure {
    /// The images' classes, and where the heat of each lies.
    public var alternativeText: String {
        guard !images.items.isEmpty else { return "No images." }
        let mistakes = images.items.count(where: \.isMistake)
        let places = images.items.enumerated().map { index, item in
            "\(item.label) \(HeatPlace(of: index, in: self)?.phrase ?? "without any")"
        }
        return "\(NumberText.grouped(places.count)) images with \(method.words). "
            + "Where the heat is centred: \(places.joined(separator: ", "))."
            + (mistakes > 0 ? " \(NumberText.grouped(mistakes)) of the images are mistakes." : "")
    }

    /// The classes, and where the heat of each image lies.
    public var table: Table? { heatTable }

    /// The images, each beside itself under its heat map.
    public func element(anchor: String) -> Element { HeatMapGridView(grid: self, anchor: anchor).node }

    /// The styles of images and of heat.
    public static let styles: [FigureResource] =
        ImageGrid.styles + [.style("heat", PackageResources.heat_css, place: 2)]
}

extension HeatMapGrid.Method {
    /// What the heat maps are.
    var words: String {
        switch self {
        case .gradCAM: "heat maps by Grad-CAM"
        case .saliency: "saliency maps"
        }
    }

    /// What heat means.
    var meaning: String {
        switch self {
        case .gradCAM: "Heat is where the network finds what speaks for the class, as Grad-CAM computes it."
        case .saliency:
            "Heat is at the pixels that would change the evidence for the class most: the absolute gradient of its logit."
        }
    }

    /// What a map without heat means.
    var meaningOfNone: String {
        switch self {
        case .gradCAM: "Where a map has no heat, nothing speaks for the class."
        case .saliency: "Where a map has no heat, no pixel changes the evidence for the class."
        }
    }
}

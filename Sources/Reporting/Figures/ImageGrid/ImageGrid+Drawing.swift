public import Figures
import Workflow

extension ImageGrid: DrawnFigure {
    /// How many images of which classes.
    public var alternativeText: String {
        guard !items.isEmpty else { return "No images." }
        let mistakes = items.count(where: \.isMistake)
        return "\(NumberText.grouped(items.count)) images: \(items.map(\.label).joined(separator: ", "))."
            + (mistakes > 0 ? " \(NumberText.grouped(mistakes)) of them are mistakes." : "")
    }

    /// The images in rows.
    public func element(anchor: String) -> Element { ImageGridView(grid: self, anchor: anchor).node }

    /// How grids of images look.
    public static let styles: [FigureResource] = [.style("images", PackageResources.images_css, place: 1)]

    /// What leaves the images of one class.
    public static let scripts: [FigureResource] = [
        .script("filtering", PackageResources.filtering_js, place: 0)
    ]
}

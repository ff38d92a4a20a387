public import Figures
import Workflow

extension NetworkDiagram: DrawnFigure {
    /// The layers in order, and the number of parameters.
    public var alternativeText: String {
        "A network of \(NumberText.grouped(parameters)) parameters: \(layers.map(\.name).joined(separator: ", "))."
    }

    /// The layers with the shapes of their outputs and their costs.
    public var table: Table? { layerTable }

    /// The layers as rows of a table.
    public func element(anchor: String) -> Element { NetworkDiagramView(diagram: self).node }

    /// The style of the layers.
    public static let styles: [FigureResource] = [.style("network", PackageResources.network_css, place: 4)]
}

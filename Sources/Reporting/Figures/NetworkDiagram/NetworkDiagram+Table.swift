import Figures

extension NetworkDiagram {
    /// A row for the image, one for each layer, and one for all of them.
    var layerTable: Table {
        func text(of shape: [Int]) -> Table.Cell {
            .text(shape.map(String.init).joined(separator: "×"))
        }
        let image: [Table.Cell] = [.text("image"), text(of: input), .text(""), .text("")]
        let rows = layers.map { layer -> [Table.Cell] in
            [
                .text(layer.detail.isEmpty ? layer.name : "\(layer.name) \(layer.detail)"),
                text(of: layer.output), .integer(layer.parameters), .integer(layer.multiplyAdds),
            ]
        }
        let total: [Table.Cell] = [.text("in all"), .text(""), .integer(parameters), .integer(multiplyAdds)]
        return Table(
            title: title, columns: ["layer", "gives", "parameters", "multiply-adds"],
            rows: [image] + rows + [total])
    }
}

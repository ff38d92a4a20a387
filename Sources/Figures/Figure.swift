/// Something a step shows, as numbers: what it looks like is the report's business.
public enum Figure: Codable, Sendable, Hashable {
    /// Curves over a common horizontal axis.
    case lineChart(LineChart)
    /// Small images in rows.
    case imageGrid(ImageGrid)
    /// Counts of true against predicted classes.
    case confusionMatrix(ConfusionMatrix)
    /// Rows of named values.
    case table(Table)
    /// Pictures with what a network read on them.
    case predictionSheet(PredictionSheet)
    /// A place to draw in, with a network that reads what is drawn.
    case drawingPad(DrawingPad)
    /// A network layer by layer.
    case network(NetworkDiagram)

    /// The figure under a title; `nil` for none.
    public func titled(_ title: String?) -> Figure {
        switch self {
        case .lineChart(var chart):
            chart.title = title
            return .lineChart(chart)
        case .imageGrid(var grid):
            grid.title = title
            return .imageGrid(grid)
        case .confusionMatrix(var matrix):
            matrix.title = title
            return .confusionMatrix(matrix)
        case .table(var table):
            table.title = title
            return .table(table)
        case .predictionSheet(var sheet):
            sheet.title = title
            return .predictionSheet(sheet)
        case .drawingPad(var pad):
            pad.title = title
            return .drawingPad(pad)
        case .network(var diagram):
            diagram.title = title
            return .network(diagram)
        }
    }
}

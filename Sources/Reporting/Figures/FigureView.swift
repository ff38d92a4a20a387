import Figures

/// A figure of any kind.
struct FigureView {
    let figure: Figure
    /// A name for this figure that nothing else in the page has.
    let anchor: String

    var node: Element {
        switch figure {
        case .lineChart(let chart): LineChartView(chart: chart, anchor: anchor).node
        case .imageGrid(let grid): ImageGridView(grid: grid, anchor: anchor).node
        case .confusionMatrix(let matrix): ConfusionMatrixView(matrix: matrix, anchor: anchor).node
        case .table(let table): TableView(table: table).node
        case .predictionSheet(let sheet): PredictionSheetView(sheet: sheet, anchor: anchor).node
        case .drawingPad(let pad): DrawingPadView(pad: pad, anchor: anchor).node
        case .network(let diagram): NetworkDiagramView(diagram: diagram).node
        }
    }
}

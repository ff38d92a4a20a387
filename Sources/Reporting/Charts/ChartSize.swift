/// How large a chart is drawn.
package struct ChartSize: Sendable {
    /// Across, in the units of the drawing.
    let width: Double
    /// Down.
    let height: Double
    /// The size that text is drawn at on narrow screens, where it is largest: room is left for that.
    let fontSize: Double

    /// The least distance between the middles of two labels.
    var labelSpacing: Double { fontSize * 1.15 }

    /// The most room that names beside the marks get.
    private var nameWidth: Double { width * 0.38 }

    func width(of text: String) -> Double { TextWidth.estimate(text, size: fontSize) }

    /// A name as it is drawn, cut where it would leave no room for the marks.
    func name(_ text: String) -> String { TextWidth.fitted(text, size: fontSize, width: nameWidth) }

    /// A chart that has the figure to itself.
    package static let alone = ChartSize(width: 520, height: 280, fontSize: 18)
    /// A chart beside others.
    package static let shared = ChartSize(width: 420, height: 258, fontSize: 15)
}

/// The size of a chart's drawing.
package struct ChartSize: Sendable {
    /// The width, in the units of the drawing.
    let width: Double
    /// The height.
    let height: Double
    /// The font size on narrow screens, where it is largest; the layout reserves room for it.
    let fontSize: Double

    /// The minimum distance between the centres of two labels.
    var labelSpacing: Double { fontSize * 1.15 }

    /// The maximum width of names beside the marks.
    private var nameWidth: Double { width * 0.38 }

    func width(of text: String) -> Double { TextWidth.estimate(text, size: fontSize) }

    /// A name as drawn, truncated if it would leave no room for the marks.
    func name(_ text: String) -> String { TextWidth.fitted(text, size: fontSize, width: nameWidth) }

    /// A chart that has the figure to itself.
    package static let alone = ChartSize(width: 520, height: 280, fontSize: 18)
    /// A chart beside others.
    package static let shared = ChartSize(width: 420, height: 258, fontSize: 15)
}

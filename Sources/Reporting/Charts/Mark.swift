/// A graphical representation of numbers in a chart: a line, points, bars.
///
/// A mark draws numbers at their positions in a layout, in the colour of its parent element. A kind of chart is a
/// choice of scales and marks.
package protocol Mark {
    /// The mark's shapes.
    func nodes(in layout: ChartLayout) -> [Node]
}

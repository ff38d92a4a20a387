/// What stands for numbers in a chart: a line, points, bars.
///
/// A mark draws numbers where a layout puts them, in the colour of the element that it stands in. A kind of chart is a
/// choice of scales and marks.
package protocol Mark {
    /// The mark's shapes.
    func nodes(in layout: ChartLayout) -> [Node]
}

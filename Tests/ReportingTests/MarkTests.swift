import Figures
import Reporting
import TestSupport
import Testing

/// Marks where a layout puts them.
struct MarkTests {
    private static let layout = ChartLayout(
        horizontal: .places(3), vertical: .rounded(over: [-2, 4], count: 4), names: [], size: .alone)

    private func number(_ name: String, of bar: Markup.Element) throws -> Double {
        try #require(bar.attributes[name].flatMap(Double.init))
    }

    @Test func `a bar reaches from 0 to its number, on either side`() throws {
        let mark = BarMark(points: [.init(x: 0, y: 4), .init(x: 1, y: -2), .init(x: 2, y: .nan)]) {
            "\($0.y)"
        }
        let bars = try Markup(Node.group(mark.nodes(in: Self.layout)).html).elements.filter {
            $0.name == "rect"
        }
        #expect(bars.count == 2)
        let (up, down) = (bars[0], bars[1])
        let base = try number("y", of: up) + number("height", of: up)
        #expect(try abs(number("y", of: down) - base) < 0.11)
        #expect(try abs(number("height", of: up) - 2 * number("height", of: down)) < 0.21)
        #expect(try number("x", of: up) + number("width", of: up) < number("x", of: down))
    }

    @Test func `a scale of places has one for each thing, which a label names`() {
        let scale = Scale.places(3)
        #expect([0.0, 1, 2].map(scale.position) == [1.0 / 6, 0.5, 5.0 / 6])
        let label = AxisLabel(for: scale, names: ["cat", "dog", "bird"])
        #expect(scale.ticks.map(label.text) == ["cat", "dog", "bird"])
    }
}

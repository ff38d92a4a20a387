import Figures
import Reporting
import TestSupport
import Testing

/// Where the names of a chart's curves and axes are.
struct ChartLegendTests {
    /// Curves that rise to the heights and end together.
    private static func chart(
        _ heights: [Double], lines: Int = 1, axis: String = "false positives in %"
    ) -> LineChart {
        LineChart(
            horizontalAxis: axis,
            panels: [
                .init(
                    title: "rate", format: .percent,
                    series: heights.enumerated().map { place, height in
                        .init(
                            name: "curve \(place)", style: place < lines ? .line : .member,
                            points: [.init(x: 0, y: 0), .init(x: 50, y: height), .init(x: 100, y: 1)])
                    })
            ])
    }

    private static func markup(_ chart: LineChart) throws -> Markup {
        try Markup(Figure(chart).standalone())
    }

    /// The classes of the elements of a name whose classes begin with a word.
    private static func classes(of name: String, in markup: Markup, with word: String = "") -> [String] {
        markup.elements.filter { $0.name == name }.compactMap { $0.attributes["class"] }
            .filter { $0.hasPrefix(word) }
    }

    @Test func `many curves are named in a legend, lines first and members from the highest to the lowest`()
        throws
    {
        let markup = try Self.markup(Self.chart([0.5, 0.7, 0.9, 0.6, 0.95, 0.8, 0.65]))
        let order = [0, 4, 2, 5, 1, 6, 3]
        #expect(
            markup.texts.filter { $0.hasPrefix("curve ") && !$0.contains(":") }
                == order.map { "curve \($0)" })
        let colours = ["lead", "c0", "c1 dash-1", "c2 dash-2", "c3 dash-3", "c4", "c5 dash-1"]
        #expect(Self.classes(of: "li", in: markup) == order.map { colours[$0] })
        #expect(Self.classes(of: "ul", in: markup) == ["legend"])
        #expect(Self.classes(of: "g", in: markup, with: "labels") == [])
        // The line is drawn last, over the members.
        let curves = Self.classes(of: "g", in: markup, with: "curve ")
        #expect(
            curves == colours.dropFirst().map { "curve member \($0)" } + ["curve line lead"], "\(curves)")
    }

    @Test func `few curves are named at their ends, without the styles of a legend`() throws {
        let few = try Self.markup(Self.chart([0.5, 0.7, 0.9], lines: 3))
        #expect(Self.classes(of: "ul", in: few) == [])
        #expect(Self.classes(of: "g", in: few, with: "labels") == ["labels"])
        #expect(few.raw.allSatisfy { !$0.text.contains(".legend") && !$0.text.contains(".dash-1") })
        let members = try Self.markup(Self.chart([0.5, 0.7, 0.9]))
        #expect(Self.classes(of: "ul", in: members) == [])
        #expect(Self.classes(of: "g", in: members, with: "labels") == ["labels"])
        #expect(members.raw.contains { $0.text.contains(".dash-1") })
    }

    @Test(arguments: [1, 24])
    func `each of 24 curves has a colour or dashes of its own, and neighbours differ in both`(lines: Int)
        throws
    {
        let heights = (0..<24 + (lines == 1 ? 1 : 0)).map { 0.99 - Double($0) / 100 }
        let classes = Self.classes(of: "li", in: try Self.markup(Self.chart(heights, lines: lines)))
            .filter { $0 != "lead" }
        #expect(classes.count == 24 && Set(classes).count == 24)
        let parts = classes.map { $0.split(separator: " ").map(String.init) }
        for (first, second) in zip(parts, parts.dropFirst()) {
            #expect(first[0] != second[0])
            #expect(first.dropFirst() != second.dropFirst())
        }
    }

    @Test func `long names have wide columns`() throws {
        var series = Self.chart(Array(repeating: 0.5, count: 8)).panels[0].series
        series[7] = .init(name: "Norwegian Forest cat", style: .member, points: series[7].points)
        let chart = LineChart(horizontalAxis: "recall", panels: [.init(title: "rate", series: series)])
        #expect(try Self.classes(of: "ul", in: Self.markup(chart)) == ["legend long"])
    }

    /// The horizontal axis' name and the last tick's label: their anchors, widths and lines.
    private static func axis(of chart: LineChart) throws -> (
        name: (x: Double, y: Double), tick: (x: Double, y: Double)
    ) {
        let texts = try markup(chart).elements.filter { $0.name == "text" }
        func position(_ element: Markup.Element?) throws -> (x: Double, y: Double) {
            let attributes = try #require(element).attributes
            return (
                try #require(attributes["x"].flatMap(Double.init)),
                try #require(attributes["y"].flatMap(Double.init))
            )
        }
        return (
            try position(texts.first { $0.attributes["class"] == "name" }),
            try position(texts.last { $0.attributes["text-anchor"] == "middle" })
        )
    }

    @Test(arguments: ["epoch", "step"])
    func `the last tick's label ends before a short name of the axis`(name: String) throws {
        let points = [LineChart.Point(x: 0, y: 1), .init(x: 40_000, y: 2)]
        let chart = LineChart(
            horizontalAxis: name,
            panels: [.init(title: "rate", series: [.init(name: "rate", style: .trend, points: points)])])
        let axis = try Self.axis(of: chart)
        #expect(axis.name.y == axis.tick.y)
        let width = { (text: String) in TextWidth.estimate(text, size: 18) }
        #expect(axis.tick.x + width("40\u{202F}000") / 2 + 5 < axis.name.x)
        #expect(axis.name.x + width(name) <= 520)
    }

    @Test(arguments: ["epoch", "recall in %", "false positives in %"])
    func `long names of curves do not draw the axis' name away from the axis, under themselves`(
        axis: String
    ) throws {
        let points = [LineChart.Point(x: 0, y: 1), .init(x: 100, y: 2)]
        let chart = LineChart(
            horizontalAxis: axis,
            panels: [
                .init(
                    title: "rate",
                    series: ["cat", "a rather long name of a class"].map { .init(name: $0, points: points) })
            ])
        let (name, tick) = try Self.axis(of: chart)
        if axis == "epoch" {
            #expect(name.y == tick.y)
            let end = tick.x + TextWidth.estimate("100", size: 18) / 2
            #expect(name.x > end + 5 && name.x < end + 15)
        } else {
            #expect(name.y > tick.y + 18 && name.y < 280)
            #expect(name.x == tick.x)
        }
    }

    @Test func `a long name of the axis is under its ticks, and leaves the width to the marks`() throws {
        let axis = try Self.axis(of: Self.chart([0.5, 0.9]))
        #expect(axis.name.y > axis.tick.y + 18)
        #expect(axis.name.y < 280)
        #expect(axis.name.x == axis.tick.x && axis.tick.x > 520 * 0.75)
        let very = try Self.axis(of: Self.chart([0.5, 0.9], axis: String(repeating: "long ", count: 90)))
        #expect(very.name.x == very.tick.x)
    }
}

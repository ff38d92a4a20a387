import Figures
import Workflow

/// The curves of classes against the rest, and the area under each.
struct ClassCurves {
    /// The two axes of the curves.
    enum Kind {
        /// True by false positive rate.
        case receiverOperatingCharacteristic
        /// Precision by recall.
        case precisionRecall
    }

    /// The maximum number of classes with a curve each, so that colours and names can be told apart.
    static let mostClasses = 10

    /// The places of the curves' points on the horizontal axis, in thousandths: the denser, the nearer to the corner
    /// of a perfect classifier, where curves differ.
    ///
    /// The areas are those of all thresholds, not of these points.
    private static let places =
        Array(0..<20) + Array(stride(from: 20, to: 100, by: 5))
        + Array(stride(from: 100, through: 1000, by: 20))

    let kind: Kind
    /// The names of the classes.
    let classes: [String]
    /// The area of each class; NaN where there is no curve.
    let areas: [Double]
    let images: ScoredImages

    /// The curve of each class and their mean, and a table of all areas.
    var figures: [Figure] { [Figure(chart), Figure(table)] }

    private var axes: (horizontal: String, vertical: String, area: String) {
        switch kind {
        case .receiverOperatingCharacteristic:
            ("false positives in %", "true positive rate", "area under the curve")
        case .precisionRecall: ("recall in %", "precision", "average precision")
        }
    }

    private var chart: LineChart {
        // A false positive rate near 0 corresponds to a recall near 1.
        let isFalling = kind == .precisionRecall
        let thousandths = isFalling ? Self.places.reversed().map { 1000 - $0 } : Self.places
        let places = thousandths.map { Double($0) / 1000 }
        let curves = classes.indices.map { label in
            let ranking = ClassRanking(of: label, in: images)
            return isFalling ? ranking.precisions(at: places) : ranking.truePositiveRates(at: places)
        }
        func series(_ name: String, _ values: [Double], style: LineChart.Series.Style) -> [LineChart.Series] {
            guard !values.isEmpty else { return [] }
            let points = zip(thousandths, values).map { LineChart.Point(x: Double($0) / 10, y: $1) }
            // What is predicted at first has a rate of false positives of 0 and some true ones.
            let start = isFalling ? [] : [LineChart.Point(x: 0, y: 0)]
            return [LineChart.Series(name: name, style: style, points: start + points)]
        }
        let known = curves.filter { !$0.isEmpty }
        let mean = places.indices.map { place in
            known.reduce(0) { $0 + $1[place] } / Double(known.count)
        }
        let shown = shown
        return LineChart(
            horizontalAxis: axes.horizontal,
            panels: [
                LineChart.Panel(
                    title: axes.vertical
                        + (shown.count < known.count ? Self.selection(shown, known.count) : ""),
                    format: .percent,
                    series: (known.count > 1 ? series("mean", mean, style: .line) : [])
                        + shown.flatMap { series(classes[$0], curves[$0], style: .member) })
            ])
    }

    /// The classes with a curve in the chart: all, or if there are many, those of the smallest areas.
    private var shown: [Int] {
        let known = classes.indices.filter { !areas[$0].isNaN }
        guard known.count > Self.mostClasses else { return known }
        return Array(known.sorted { (areas[$0], $0) < (areas[$1], $1) }.prefix(Self.mostClasses - 1))
    }

    private static func selection(_ shown: [Int], _ count: Int) -> String {
        ", the \(shown.count) of \(count) classes with the smallest areas"
    }

    /// A row for each class, and one for their mean.
    private var table: Table {
        var counts = [Int](repeating: 0, count: classes.count)
        for label in images.labels { counts[label] += 1 }
        func cell(_ area: Double) -> Table.Cell { area.isNaN ? .text("–") : .number(area) }
        return Table(
            columns: ["class", "images", axes.area],
            rows: classes.indices.map { [.text(classes[$0]), .integer(counts[$0]), cell(areas[$0])] }
                + [[.text("mean"), .integer(images.count), cell(areas.meanOfKnown)]])
    }
}

extension ClassCurves {
    /// The receiver operating characteristic of each class.
    ///
    /// - Throws: `CacheDamage` if the probabilities are lost in the cache.
    init(of roc: ROC) throws {
        try self.init(
            kind: .receiverOperatingCharacteristic, classes: roc.scores.classes, areas: roc.areas,
            images: roc.scores.read())
    }

    /// The precision of each class by recall.
    ///
    /// - Throws: `CacheDamage` if the probabilities are lost in the cache.
    init(of curves: PrecisionRecall) throws {
        try self.init(
            kind: .precisionRecall, classes: curves.scores.classes, areas: curves.averagePrecisions,
            images: curves.scores.read())
    }
}

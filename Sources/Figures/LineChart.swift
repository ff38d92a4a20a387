/// Curves over a common horizontal axis, with a panel for each quantity.
public struct LineChart: FigureContent {
    /// The kind's name.
    public static let kind = "lineChart"

    /// A pair of coordinates, in the units of the chart's axes.
    public typealias Point = ChartPoint

    /// A named curve.
    public struct Series: Codable, Sendable, Hashable {
        /// The style of a curve.
        public enum Style: String, Codable, Sendable, Hashable {
            /// A line, with a mark at each point if there are few.
            case line
            /// A faint line behind the others: the raw values of a smoothed curve.
            case background
            /// A thin line of many points: a smoothed curve, a learning rate.
            case trend
            /// One of many lines, thin and named like ``line``: a class's, beside the mean of all.
            case member
        }

        /// The name shown beside the curve: `training`.
        public let name: String
        /// The style.
        public let style: Style
        /// The points, by ascending `x`.
        public let points: [Point]

        /// Makes a curve.
        public init(name: String, style: Style = .line, points: [Point]) {
            self.name = name
            self.style = style
            self.points = points
        }
    }

    /// The format of numbers on an axis.
    public typealias Format = AxisFormat

    /// The scale of an axis.
    public enum Scale: String, Codable, Sendable, Hashable, CaseIterable {
        /// Equal distances for equal differences.
        case linear
        /// Equal distances for equal ratios; values of 0 and less have no position on it.
        case logarithmic
    }

    /// The curves of one quantity with their vertical axis.
    public struct Panel: Codable, Sendable, Hashable {
        /// The quantity: `loss`.
        public let title: String
        /// The format of its values.
        public let format: Format
        /// The scale of the vertical axis.
        public let scale: Scale
        /// The curves.
        public let series: [Series]

        /// Makes a panel.
        public init(title: String, format: Format = .number, scale: Scale = .linear, series: [Series]) {
            self.title = title
            self.format = format
            self.scale = scale
            self.series = series
        }
    }

    /// The title of the chart; `nil` for none.
    public var title: String?
    /// The name of the horizontal axis: `epoch`. Epochs and steps are counted, so their axis has ticks at whole
    /// numbers only, whatever lies between them.
    public let horizontalAxis: String
    /// The panels, one for each quantity, shown beside or below each other.
    public let panels: [Panel]

    /// Makes a chart.
    public init(title: String? = nil, horizontalAxis: String, panels: [Panel]) {
        self.title = title
        self.horizontalAxis = horizontalAxis
        self.panels = panels
    }
}

extension LineChart {
    /// Whether a horizontal axis of this name counts what is whole, epochs or steps.
    package static func isCount(_ horizontalAxis: String) -> Bool {
        ["epoch", "step"].contains(horizontalAxis)
    }

    /// Always true: any numbers can be drawn, even if they are not finite.
    public var isPossible: Bool { true }
}

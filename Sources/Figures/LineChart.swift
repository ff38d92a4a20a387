/// Curves over a common horizontal axis, in one panel for each quantity.
public struct LineChart: FigureContent {
    /// The kind's name.
    public static let kind = "lineChart"

    /// A pair of coordinates.
    public struct Point: Codable, Sendable, Hashable {
        /// Horizontal, in the unit of the chart's horizontal axis.
        public let x: Double
        /// Vertical, in the unit of the panel's vertical axis.
        public let y: Double

        /// Makes a point.
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// A named curve.
    public struct Series: Codable, Sendable, Hashable {
        /// How a curve is drawn.
        public enum Style: String, Codable, Sendable, Hashable {
            /// A line, with a mark at each point where there are few.
            case line
            /// A faint line behind the others: the raw values of a smoothed curve.
            case background
            /// A thin line of more points than are read one by one: a smoothed curve, a learning rate.
            case trend
        }

        /// The name that stands beside the curve: `training`.
        public let name: String
        /// How it is drawn.
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

    /// How numbers on an axis are written.
    public enum Format: String, Codable, Sendable, Hashable {
        /// As few decimals as tell the ticks apart.
        case number
        /// 0.98 as 98 %.
        case percent
    }

    /// How values are spread over an axis.
    public enum Scale: String, Codable, Sendable, Hashable, CaseIterable {
        /// Equal distances for equal differences.
        case linear
        /// Equal distances for equal ratios; values of 0 and less have no place on it.
        case logarithmic
    }

    /// The curves of one quantity with their vertical axis.
    public struct Panel: Codable, Sendable, Hashable {
        /// The quantity: `loss`.
        public let title: String
        /// How its values are written.
        public let format: Format
        /// How its values are spread over the vertical axis.
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

    /// What stands over the chart; `nil` for none.
    public var title: String?
    /// The name of the horizontal axis: `epoch`.
    public let horizontalAxis: String
    /// One panel for each quantity, shown beside or under each other.
    public let panels: [Panel]

    /// Makes a chart.
    public init(title: String? = nil, horizontalAxis: String, panels: [Panel]) {
        self.title = title
        self.horizontalAxis = horizontalAxis
        self.panels = panels
    }
}

extension LineChart {
    /// Always: a chart of any numbers can be drawn, also of those that are not finite.
    public var isPossible: Bool { true }
}

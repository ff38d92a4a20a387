import Figures
import Workflow

/// Which kinds of figures a page has, so that it brings no style and no script for others.
struct FigureKinds: OptionSet {
    let rawValue: Int

    static let charts = FigureKinds(rawValue: 1)
    static let images = FigureKinds(rawValue: 2)
    static let networks = FigureKinds(rawValue: 4)
    static let pads = FigureKinds(rawValue: 8)
    static let predictions = FigureKinds(rawValue: 16)
    /// Two texts against each other, which no step shows.
    static let differences = FigureKinds(rawValue: 32)

    /// Every kind that a step shows: for a page whose figures are not known yet.
    static let all: FigureKinds = [.charts, .images, .networks, .pads, .predictions]
}

extension FigureKinds {
    /// The kinds of a run's figures.
    init(of run: Run) {
        self = run.steps.flatMap(\.figures).reduce(into: []) { $0.formUnion(Self(of: $1)) }
    }

    private init(of figure: Figure) {
        switch figure {
        case .lineChart: self = .charts
        case .imageGrid, .confusionMatrix: self = .images
        case .network: self = .networks
        case .drawingPad: self = .pads
        case .predictionSheet: self = .predictions
        case .table: self = []
        }
    }
}

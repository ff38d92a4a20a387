import Notebooks
import Workflow

/// How many settings and runs the sweep of a notebook has.
struct SweepExtent {
    private let settings: SweepSettings
    private let isHalved: Bool

    /// The extent of a sweep whose settings were drawn.
    init(of settings: SweepSettings, isHalved: Bool) {
        self.settings = settings
        self.isHalved = isHalved
    }

    /// The extent in words: `a sweep of 12 settings with 5 seeds each, 60 runs`.
    var words: String {
        let (count, seeds) = (settings.settings.count, settings.seeds.count)
        var words = "a sweep of \(Self.count(count, "setting"))"
        if seeds > 1 { words += " with \(Self.count(seeds, "seed"))" + (count > 1 ? " each" : "") }
        // The runs of later rounds are as many as the rounds before leave.
        if isHalved { return words + ", of which each round leaves the best" }
        return seeds > 1 ? words + ", \(Self.count(settings.runCount, "run"))" : words
    }

    private static func count(_ number: Int, _ thing: String) -> String {
        number == 1 ? "1 \(thing)" : "\(NumberText.grouped(number)) \(thing)s"
    }
}

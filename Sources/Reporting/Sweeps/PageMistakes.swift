import Workflow

/// The misclassified images of the runs, with which the page's script compares two single trainings by McNemar's test.
struct PageMistakes {
    /// The text of each setting, by its place; settings whose mistakes are not in the page are missing.
    private let texts: [Int: String]

    /// The name of the evaluation that they are of; `nil` if the page has none.
    let evaluation: String?

    /// Whether there was no room for the mistakes of the last settings.
    let isCut: Bool

    /// The number of settings whose mistakes are in the page.
    var count: Int { texts.count }

    /// The maximum number of characters, of all settings together: those of 6,000 with 150 mistakes in 10,000 images.
    private static let mostCharacters = 2_000_000

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

    /// Collects them, the best settings first, if any two settings may have a single seed in common.
    init(of result: SweepResult) {
        let name = Self.needsThem(result) ? Self.evaluation(of: result) : nil
        var texts: [Int: String] = [:]
        var room = Self.mostCharacters
        for place in result.ranking {
            guard let name, let text = Self.text(of: place, name, in: result) else { continue }
            room -= text.utf8.count
            if room < 0 { break }
            texts[place] = text
        }
        self.texts = texts
        evaluation = texts.isEmpty ? nil : name
        isCut = room < 0
    }

    /// For each seed of the sweep the number of evaluated images and the code of the misclassified ones, `-` for none.
    subscript(setting: SettingSummary) -> String? { texts[setting.index] }

    /// Two settings have more than one seed in common if they have more seeds together than the sweep has, by two.
    private static func needsThem(_ result: SweepResult) -> Bool {
        let fewest = result.settings.map(\.measurements.count).filter { $0 > 0 }.sorted().prefix(2)
        return fewest.count == 2 && fewest.reduce(0, +) <= result.seeds.count + 1
    }

    /// The evaluation that the measure is of, or else the one that the most runs have, of several the first by name.
    private static func evaluation(of result: SweepResult) -> String? {
        var counts: [String: Int] = [:]
        for run in result.runs where run.isFinished {
            for (name, mistakes) in run.mistakes where mistakes.isComplete { counts[name, default: 0] += 1 }
        }
        let names = counts.keys.sorted { (-(counts[$0] ?? 0), $0) < (-(counts[$1] ?? 0), $1) }
        return names.first { result.measure?.name.hasPrefix("\($0).") == true } ?? names.first
    }

    private static func text(of setting: Int, _ evaluation: String, in result: SweepResult) -> String? {
        let measured = Set(result.settings[setting].measurements.map(\.seed))
        let runs = result.runs(of: setting).filter { measured.contains($0.seed) }
        let codes = Dictionary(runs.map { ($0.seed, $0.mistakes[evaluation].flatMap(code)) }) { first, _ in
            first
        }
        let words = result.seeds.map { (codes[$0] ?? nil) ?? "-" }
        return words.allSatisfy { $0 == "-" } ? nil : words.joined(separator: " ")
    }

    /// The gaps between the places in digits of five bits, the lowest first, with a sixth bit in all but the last digit.
    private static func code(_ mistakes: MisclassifiedImages) -> String? {
        guard mistakes.isComplete, mistakes.places.allSatisfy({ $0 >= 0 }) else { return nil }
        var code = "\(mistakes.evaluated):"
        var next = 0
        for place in mistakes.places.sorted() {
            var gap = place - next
            next = place + 1
            repeat {
                code.append(digits[gap % 32 + (gap >= 32 ? 32 : 0)])
                gap /= 32
            } while gap > 0
        }
        return code
    }
}

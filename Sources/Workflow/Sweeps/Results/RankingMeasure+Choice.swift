extension RankingMeasure {
    /// What is looked for, the preferred ones first: validation before test before training, and an accuracy before a
    /// loss, which two settings may define differently.
    fileprivate enum Kind: Int {
        case validationAccuracy
        case validationLoss
        case testAccuracy
        case testLoss
        case otherTestMeasure
        case trainingAccuracy
        case trainingLoss
    }

    /// A measure that some runs have.
    fileprivate struct Candidate {
        let place: Place
        let kind: Kind
        let direction: MeasureDirection
        /// The number of finished runs that have it, even if the number there is not finite.
        let count: Int
    }

    /// Chooses the measure for runs; `nil` if they have none.
    ///
    /// It is the first of ``candidates(in:)``, so the choice depends on what the runs measure, and not on their numbers.
    package init?(for runs: [SweepRun]) {
        guard let chosen = Self.candidates(in: runs).first else { return nil }
        self = chosen
    }

    /// All measures by which runs could be ranked, the preferred ones first.
    ///
    /// The order is: those that more finished runs have, since only these can rank all settings; validation before test
    /// before training; an accuracy before a loss; the name. A scalar counts as a test figure, because a record does not
    /// say which images it was measured on.
    package static func candidates(in runs: [SweepRun]) -> [RankingMeasure] {
        let finished = runs.filter(\.isFinished)
        let candidates = counts(in: finished).compactMap { Candidate($0) }.sorted { first, second in
            (-first.count, first.kind.rawValue, first.place.name)
                < (-second.count, second.kind.rawValue, second.place.name)
        }
        return candidates.map { candidate in
            RankingMeasure(
                place: candidate.place, source: candidate.kind.source, direction: candidate.direction,
                reason: reason(for: candidate, among: candidates, in: finished.count))
        }
    }

    /// The number of runs that have a curve, or a number of some name.
    private static func counts(in runs: [SweepRun]) -> [Place: Int] {
        var counts: [Place: Int] = [:]
        for run in runs {
            for (name, value) in run.values where value.number != nil || value == .nothing {
                counts[.value(name), default: 0] += 1
            }
            for (model, curves) in run.history {
                for (quantity, numbers) in curves where !numbers.isEmpty {
                    counts[.curve(model: model, quantity: quantity), default: 0] += 1
                }
            }
        }
        return counts
    }

    private static func reason(
        for candidate: Candidate, among candidates: [Candidate], in finished: Int
    ) -> String {
        let validated = candidates.filter { $0.kind.source == .validation }.map(\.count).max() ?? 0
        let whether =
            switch validated {
            case 0: "since no run measures on validation images"
            case finished: "although every run measures on validation images"
            default: "since only \(validated) of the \(finished) finished runs measure on validation images"
            }
        var text =
            switch candidate.kind.source {
            case .validation:
                "measured on images that were held out of the training, at the epoch whose network was kept"
            case .test: "a test figure, \(whether)"
            case .training: "measured on the training images themselves"
            }
        if candidate.count < finished {
            text += "; \(candidate.count) of the \(finished) finished runs have it"
        }
        let others = candidates.filter { $0.kind == candidate.kind && $0.place != candidate.place }
        if !others.isEmpty {
            let names = others.prefix(3).map { "'\($0.place.name)'" }.joined(separator: ", ")
            text += "; of the same kind there is \(names)" + (others.count > 3 ? ", …" : "")
        }
        return text
    }
}

extension RankingMeasure.Candidate {
    /// Makes a candidate of what runs have; `nil` if neither direction of it is better.
    fileprivate init?(_ counted: (key: RankingMeasure.Place, value: Int)) {
        let kind: RankingMeasure.Kind
        switch counted.key {
        case .value(let name): kind = .init(scalar: name)
        case .curve(_, let quantity):
            guard let known = RankingMeasure.Kind(quantity: quantity) else { return nil }
            kind = known
        }
        guard let direction = MeasureDirection(ofMeasure: counted.key.name) else { return nil }
        self.init(place: counted.key, kind: kind, direction: direction, count: counted.value)
    }
}

extension RankingMeasure.Kind {
    /// The kind of a scalar, by the last part of its name.
    fileprivate init(scalar name: String) {
        switch name.split(separator: ".").last {
        case "accuracy": self = .testAccuracy
        case "loss": self = .testLoss
        default: self = .otherTestMeasure
        }
    }

    /// The kind of a model's curve; `nil` for one that measures nothing, such as the learning rate.
    fileprivate init?(quantity: String) {
        switch quantity {
        case "validationAccuracy": self = .validationAccuracy
        case "validationLoss": self = .validationLoss
        case "accuracy": self = .trainingAccuracy
        case "loss": self = .trainingLoss
        default: return nil
        }
    }

    /// What it is measured on.
    fileprivate var source: RankingMeasure.Source {
        switch self {
        case .validationAccuracy, .validationLoss: .validation
        case .testAccuracy, .testLoss, .otherTestMeasure: .test
        case .trainingAccuracy, .trainingLoss: .training
        }
    }
}

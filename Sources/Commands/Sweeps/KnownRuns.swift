import FoundationEssentials
import Workflow

/// What an earlier sweep noted of its runs, by what they follow from, so that their records need not be read again.
struct KnownRuns: Codable {
    private var runs: [String: StoredRun] = [:]

    /// Makes notes of which there are none yet.
    init() {}

    /// Reads notes; what cannot be read is not known.
    init(_ data: Data?) {
        self = data.flatMap { try? JSONDecoder().decode(KnownRuns.self, from: $0) } ?? KnownRuns()
    }

    /// The notes as bytes; `nil` if there are none.
    var data: Data? { runs.isEmpty ? nil : try? JSONEncoder().encode(self) }

    /// Notes a run, unless it is to be repeated in any case.
    mutating func add(_ run: SweepRun, madeFrom origin: ContentHash?) {
        guard let origin, run.isFinished else { return }
        runs[origin.hexadecimal] = StoredRun(run)
    }

    /// A noted run, as one in which nothing was computed.
    ///
    /// - Parameters:
    ///   - index: the place among the sweep's runs.
    ///   - setting: the values of the swept parameters.
    func run(madeFrom origin: ContentHash, index: Int, setting: [SweptValue]) -> SweepRun? {
        runs[origin.hexadecimal]?.run(index: index, setting: setting)
    }
}

/// A finished run in a form to be stored.
private struct StoredRun: Codable {
    /// A scalar with its type, which JSON's numbers do not have.
    enum Scalar: Codable {
        case none
        case flag(Bool)
        case whole(Int)
        case number(Double)
        case text(String)
    }

    /// The misclassified images of an evaluation.
    struct Mistakes: Codable {
        let evaluated: Int
        let count: Int
        let places: [Int]
    }

    let seed: UInt64
    /// The claim that does not hold; `nil` if all do.
    let unmet: String?
    let values: [String: Scalar]
    /// `nil` for a number that is not finite.
    let history: [String: [String: [Double?]]]
    let mistakes: [String: Mistakes]
    let steps: Int

    init(_ run: SweepRun) {
        seed = run.seed
        if case .expectationNotMet(let claim) = run.outcome { unmet = claim } else { unmet = nil }
        values = run.values.mapValues(Scalar.init)
        history = run.history.mapValues { $0.mapValues { $0.map { $0.isFinite ? $0 : nil } } }
        mistakes = run.mistakes.mapValues {
            Mistakes(evaluated: $0.evaluated, count: $0.count, places: $0.places.sorted())
        }
        steps = run.timing.map { $0.cachedSteps + $0.computedSteps } ?? 0
    }

    func run(index: Int, setting: [SweptValue]) -> SweepRun {
        SweepRun(
            index: index, setting: setting, seed: seed,
            outcome: unmet.map(SweepRun.Outcome.expectationNotMet) ?? .ok,
            values: values.mapValues(\.value),
            history: history.mapValues { $0.mapValues { $0.map { $0 ?? .nan } } },
            mistakes: mistakes.mapValues {
                MisclassifiedImages(evaluated: $0.evaluated, count: $0.count, places: Set($0.places))
            },
            timing: SweepRun.Timing(cachedSteps: steps, computedSteps: 0, seconds: 0))
    }
}

extension StoredRun.Scalar {
    fileprivate init(_ value: Value) {
        switch value {
        case .boolean(let flag): self = .flag(flag)
        case .integer(let number): self = .whole(number)
        case .float(let number): self = .number(number)
        case .string(let text): self = .text(text)
        // A run has scalars only.
        case .nothing, .array, .symbol, .configuration, .artifact: self = .none
        }
    }

    fileprivate var value: Value {
        switch self {
        case .none: .nothing
        case .flag(let flag): .boolean(flag)
        case .whole(let number): .integer(number)
        case .number(let number): .float(number)
        case .text(let text): .string(text)
        }
    }
}

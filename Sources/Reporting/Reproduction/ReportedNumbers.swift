import Workflow

/// A comparison of a run's values with the reported ones.
struct ReportedNumbers {
    /// The absolute and relative tolerance of numbers; `nil` if they must be equal.
    let tolerance: Double?

    /// The names of the values that must be equal whatever the arithmetic.
    private let exact: Set<String>

    /// The number of compared values.
    private(set) var count = 0

    /// The differences, in words.
    private(set) var differences: [String] = []

    /// Prepares a comparison.
    ///
    /// - Parameter exact: the names of the values that must be equal whatever the arithmetic.
    init(tolerance: Double?, exact: Set<String>) {
        self.tolerance = tolerance
        self.exact = exact
    }

    /// Compares values by name.
    mutating func compare(_ reported: [String: RunRecord.Value], _ computed: [String: RunRecord.Value]) {
        for name in Set(reported.keys).union(computed.keys).sorted() {
            count += 1
            switch (reported[name], computed[name]) {
            case (let then?, let now?):
                guard then != now, exact.contains(name) || !isClose(then.number, now.number) else { continue }
                differences.append("\(name) is \(Self.text(now)), reported as \(Self.text(then))")
            case (_?, nil): differences.append("\(name) is missing")
            default: differences.append("\(name) was not reported")
            }
        }
    }

    /// Compares the curves of models by name.
    mutating func compare(
        curves reported: RecordMembers<RecordMembers<RunRecord.Curve>>,
        _ computed: RecordMembers<RecordMembers<RunRecord.Curve>>
    ) {
        let (reported, computed) = (reported.byName, computed.byName)
        for model in Set(reported.keys).union(computed.keys).sorted() {
            guard let before = reported[model]?.curves else {
                count += 1
                differences.append("the curves of \(model) were not reported")
                continue
            }
            guard let after = computed[model]?.curves else {
                count += 1
                differences.append("the curves of \(model) are missing")
                continue
            }
            for curve in Set(before.keys).union(after.keys).sorted() {
                count += 1
                switch (before[curve], after[curve]) {
                case (let then?, let now?):
                    let isSame =
                        then.count == now.count
                        && zip(then, now).allSatisfy {
                            $0 == $1 || ($0.isNaN && $1.isNaN) || isClose($0, $1)
                        }
                    if !isSame { differences.append("the curve '\(curve)' of \(model) is different") }
                case (_?, nil): differences.append("the curve '\(curve)' of \(model) is missing")
                default: differences.append("the curve '\(curve)' of \(model) was not reported")
                }
            }
        }
    }

    private func isClose(_ then: Double?, _ now: Double?) -> Bool {
        guard let tolerance, let then, let now else { return false }
        return abs(now - then) <= tolerance + tolerance * abs(then)
    }

    private static func text(_ value: RunRecord.Value) -> String {
        switch value {
        case .nothing: "no number"
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): number.description
        case .text(let text): "'\(text.prefix(80))'"
        }
    }
}

extension RecordMembers<RunRecord.Curve> {
    /// The numbers of each curve by its name.
    fileprivate var curves: [String: [Double]] { byName.mapValues(\.numbers) }
}

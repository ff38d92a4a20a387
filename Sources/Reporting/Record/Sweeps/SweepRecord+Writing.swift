import FoundationEssentials
import Workflow

extension SweepRecord {
    /// The record as a JSON value.
    var value: JSONValue {
        [
            "schema": .integer(Self.schema), "notebook": .string(result.notebook),
            "sha256": .string(result.textHash.hexadecimal),
            "parameters": .array(result.parameters.map(JSONValue.string)),
            "seeds": .array(result.seeds.map(JSONValue.unsigned)), "measure": measure,
            "settings": .array(settings), "effects": .array(result.effects.map(Self.effect)),
            "runs": .array(runs), "timing": timing,
        ]
    }

    private var measure: JSONValue {
        guard let measure = result.measure else { return .null }
        return [
            "name": .string(measure.name), "source": .string(measure.source.rawValue),
            "better": .string(measure.direction.rawValue), "reason": .string(measure.reason),
        ]
    }

    private var settings: [JSONValue] {
        let ranks = Dictionary(uniqueKeysWithValues: zip(result.ranking, 1...))
        let best = result.best?.index
        return result.settings.map { setting -> JSONValue in
            let (summary, interval) = (setting.summary, setting.summary?.interval)
            let curve = result.rankedCurve(in: setting.index)
            let rank = summary == nil ? nil : ranks[setting.index]
            let isBest = setting.index == best
            let difference = isBest ? nil : best.flatMap { result.difference(of: setting.index, from: $0) }
            return [
                "setting": .integer(setting.index + 1), "params": Self.params(setting.setting),
                "rank": rank.map(JSONValue.integer) ?? .null, "count": .integer(setting.measurements.count),
                "mean": Self.number(summary?.mean),
                "standardDeviation": Self.number(summary?.standardDeviation),
                "low": Self.number(interval?.lowerBound), "high": Self.number(interval?.upperBound),
                "minimum": Self.number(summary?.minimum), "maximum": Self.number(summary?.maximum),
                "bestEpoch": Self.number(curve?.bestEpoch?.mean),
                "lastEpoch": Self.number(curve?.lastEpoch?.mean), "failed": .integer(setting.failures.count),
                "interrupted": .integer(setting.interrupted), "unmet": .integer(setting.unmet),
                "difference": difference.map(Self.difference) ?? .null,
            ]
        }
    }

    private static func difference(_ difference: SettingDifference) -> JSONValue {
        let differences = difference.paired?.differences
        let interval = differences?.interval
        let t = difference.test == .pairedT ? difference.paired?.t : nil
        return [
            "from": .integer(difference.reference + 1),
            "seeds": .array(difference.seeds.map(JSONValue.unsigned)), "mean": number(differences?.mean),
            "standardDeviation": number(differences?.standardDeviation),
            "low": number(interval?.lowerBound), "high": number(interval?.upperBound), "t": number(t),
            "pValue": number(difference.pValue), "test": .string(difference.explanation),
        ]
    }

    private static func effect(_ effect: ParameterEffect) -> JSONValue {
        [
            "parameter": .string(effect.parameter), "balanced": .boolean(effect.isBalanced),
            "levels": .array(
                effect.levels.map { level -> JSONValue in
                    [
                        "value": JSONValue(level.value), "settings": .integer(level.settings.count),
                        "mean": .number(level.settings.mean), "minimum": .number(level.settings.minimum),
                        "maximum": .number(level.settings.maximum),
                    ]
                }),
        ]
    }

    private var runs: [JSONValue] {
        zip(result.runs, result.settingOfEachRun).map { run, setting -> JSONValue in
            [
                "setting": .integer(setting + 1), "params": Self.params(run.setting),
                "seed": .unsigned(run.seed), "outcome": .string(run.outcome.word),
                "message": run.outcome.message.map(JSONValue.string) ?? .null,
                "values": Self.object(run.values) { JSONValue($0) },
                "history": Self.object(run.history) { curves in
                    Self.object(curves) { .array($0.map(JSONValue.number)) }
                }, "timing": Self.steps(run.timing),
            ]
        }
    }

    private static func steps(_ timing: SweepRun.Timing?) -> JSONValue {
        guard let timing else { return .null }
        return [
            "cached": .integer(timing.cachedSteps), "computed": .integer(timing.computedSteps),
            "seconds": .number(timing.seconds),
        ]
    }

    private var timing: JSONValue {
        guard let timing = result.timing else { return .null }
        let runs = result.runs.compactMap(\.timing)
        return [
            "started": .string(timing.started.formatted(.iso8601)), "seconds": .number(timing.seconds),
            "jobs": .integer(timing.jobs), "cached": .integer(runs.reduce(0) { $0 + $1.cachedSteps }),
            "computed": .integer(runs.reduce(0) { $0 + $1.computedSteps }),
        ]
    }

    private static func params(_ setting: [SweptValue]) -> JSONValue {
        .object(setting.map { JSONValue.Member(name: $0.name, value: JSONValue($0.value)) })
    }

    private static func number(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }

    /// An object with its members sorted by name, which is their order wherever the run comes from.
    private static func object<Element>(
        _ members: [String: Element], _ value: (Element) -> JSONValue
    ) -> JSONValue {
        .object(
            members.sorted { $0.key < $1.key }.map { JSONValue.Member(name: $0.key, value: value($0.value)) })
    }
}

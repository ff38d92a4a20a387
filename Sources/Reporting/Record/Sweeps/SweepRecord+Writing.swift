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
            "settings": .array(settings), "effects": .array(result.effects.map(Self.value)),
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
        return result.settings.map { setting in
            let summary = setting.summary
            let curve = result.rankedCurve(in: setting.index)
            let difference = best.flatMap {
                $0 == setting.index ? nil : result.difference(of: setting.index, from: $0)
            }
            return [
                "setting": .integer(setting.index + 1), "params": Self.params(setting.setting),
                "rank": summary == nil ? .null : ranks[setting.index].map(JSONValue.integer) ?? .null,
                "count": .integer(setting.measurements.count), "mean": Self.value(summary?.mean),
                "standardDeviation": Self.value(summary?.standardDeviation),
                "low": Self.value(summary?.interval?.lowerBound),
                "high": Self.value(summary?.interval?.upperBound), "minimum": Self.value(summary?.minimum),
                "maximum": Self.value(summary?.maximum), "bestEpoch": Self.value(curve?.bestEpoch?.mean),
                "lastEpoch": Self.value(curve?.lastEpoch?.mean), "failed": .integer(setting.failures.count),
                "interrupted": .integer(setting.interrupted), "unmet": .integer(setting.unmet),
                "difference": difference.map(Self.value) ?? .null,
            ]
        }
    }

    private static func value(_ difference: SettingDifference) -> JSONValue {
        let differences = difference.paired?.differences
        let t = difference.test == .pairedT ? difference.paired?.t : nil
        return [
            "from": .integer(difference.reference + 1),
            "seeds": .array(difference.seeds.map(JSONValue.unsigned)), "mean": value(differences?.mean),
            "standardDeviation": value(differences?.standardDeviation),
            "low": value(differences?.interval?.lowerBound), "high": value(differences?.interval?.upperBound),
            "t": value(t), "pValue": value(difference.pValue), "test": .string(difference.explanation),
        ]
    }

    private static func value(_ effect: ParameterEffect) -> JSONValue {
        [
            "parameter": .string(effect.parameter), "balanced": .boolean(effect.isBalanced),
            "levels": .array(
                effect.levels.map { level in
                    [
                        "value": JSONValue(level.value), "settings": .integer(level.settings.count),
                        "mean": .number(level.settings.mean), "minimum": .number(level.settings.minimum),
                        "maximum": .number(level.settings.maximum),
                    ]
                }),
        ]
    }

    private var runs: [JSONValue] {
        zip(result.runs, result.settingOfEachRun).map { run, setting in
            [
                "setting": .integer(setting + 1), "params": Self.params(run.setting),
                "seed": .unsigned(run.seed), "outcome": .string(run.outcome.word),
                "message": run.outcome.message.map(JSONValue.string) ?? .null,
                "values": Self.object(run.values) { JSONValue($0) },
                "history": Self.object(run.history) { curves in
                    Self.object(curves) { .array($0.map(JSONValue.number)) }
                }, "timing": Self.timing(run.timing),
            ]
        }
    }

    private static func timing(_ timing: SweepRun.Timing?) -> JSONValue {
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

    private static func value(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }

    /// An object with its members sorted by name, which is their order wherever the run comes from.
    private static func object<Element>(
        _ members: [String: Element], _ value: (Element) -> JSONValue
    ) -> JSONValue {
        .object(
            members.sorted { $0.key < $1.key }.map { JSONValue.Member(name: $0.key, value: value($0.value)) })
    }
}

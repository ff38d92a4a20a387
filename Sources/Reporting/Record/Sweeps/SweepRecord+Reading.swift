package import FoundationEssentials
import Workflow

extension SweepRecord {
    /// Why a file is not a record of a sweep.
    package struct Problem: Error, Sendable, CustomStringConvertible {
        /// The error message.
        package let description: String
    }

    /// Reads a record.
    ///
    /// What it says of settings is computed from its runs again, and not read. It has no images, so that settings with a
    /// single run each are not tested any more.
    ///
    /// - Throws: ``Problem`` if it is not a record of a sweep, has another version, or is ambiguous.
    package init(_ data: Data) throws(Problem) {
        let whole: JSONValue
        do throws(JSONReader.Problem) {
            whole = try JSONReader.value(of: data)
        } catch {
            throw Problem(description: Self.words(error))
        }
        guard let version = whole.membersByName["schema"]?.integer else {
            throw Problem(description: Self.words(.malformed))
        }
        guard version == Self.schema else {
            throw Problem(
                description: "it is a record of version \(version); this program reads version \(Self.schema)"
            )
        }
        guard whole.membersByName["steps"] == nil else {
            throw Problem(description: "it is the record of one run; a sweep's is named '….sweep.json'")
        }
        do throws(JSONMembers.Problem) {
            result = try Self.result(JSONMembers(whole))
        } catch {
            throw Problem(description: "the record is damaged: \(error.words)")
        }
    }

    private static func words(_ problem: JSONReader.Problem) -> String {
        switch problem {
        case .malformed: "it is not a record of a sweep, as 'stepbook sweep' writes it beside its page"
        case .repeated(let name): "the record is damaged: '\(name)' appears twice in one object of it"
        case .tooDeep: "the record is damaged: it is nested deeper than any record"
        case .tooLarge: "the record is damaged: it is larger than any record, with more than 5,000,000 values"
        }
    }

    private static func result(_ record: JSONMembers) throws(JSONMembers.Problem) -> SweepResult {
        let parameters = try record.array("parameters", \.string)
        var runs: [SweepRun] = []
        for (index, value) in try record.member("runs", \.elements).enumerated() {
            let members = try JSONMembers(value, at: "runs.\(index)")
            runs.append(try run(members, index: index, parameters: parameters))
        }
        let measure = try record["measure"].map { value throws(JSONMembers.Problem) in
            try JSONMembers(value, at: "measure").member("name", \.string)
        }
        return SweepResult(
            notebook: try record.member("notebook", \.string),
            textHash: try record.member("sha256") { $0.string.flatMap(ContentHash.init(hexadecimal:)) },
            parameters: parameters, seeds: try record.array("seeds", \.unsigned), runs: runs,
            measure: measure,
            timing: try timing(record))
    }

    private static func run(
        _ members: JSONMembers, index: Int, parameters: [String]
    ) throws(JSONMembers.Problem) -> SweepRun {
        let params = try members.object("params")
        var setting: [SweptValue] = []
        for name in parameters {
            setting.append(SweptValue(name: name, value: try params.member(name) { Value($0) }))
        }
        let message = try members.optional("message", \.string)
        let values = try members.object("values")
        var scalars: [String: Value] = [:]
        for name in values.names { scalars[name] = try values.member(name) { Value($0) } }
        return SweepRun(
            index: index, setting: setting, seed: try members.member("seed", \.unsigned),
            outcome: try members.member("outcome") { outcome in
                outcome.string.flatMap { SweepRun.Outcome(word: $0, message: message) }
            },
            values: scalars, history: .init(recorded: try members.value("history")),
            timing: try runTiming(members))
    }

    private static func runTiming(_ run: JSONMembers) throws(JSONMembers.Problem) -> SweepRun.Timing? {
        guard run["timing"] != nil else { return nil }
        let timing = try run.object("timing")
        return SweepRun.Timing(
            cachedSteps: try timing.member("cached", steps),
            computedSteps: try timing.member("computed", steps),
            seconds: try timing.member("seconds", \.number))
    }

    /// A number of steps, far more than a notebook has, of which a sum does not overflow.
    private static func steps(_ value: JSONValue) -> Int? {
        value.integer.flatMap { (0...1 << 32).contains($0) ? $0 : nil }
    }

    private static func timing(_ record: JSONMembers) throws(JSONMembers.Problem) -> SweepResult.Timing? {
        guard record["timing"] != nil else { return nil }
        let timing = try record.object("timing")
        return SweepResult.Timing(
            started: try timing.member("started") { text in
                text.string.flatMap { try? Date($0, strategy: .iso8601) }
            },
            seconds: try timing.member("seconds", \.number), jobs: try timing.member("jobs", \.integer))
    }
}

import Diagnostics
import Workflow

/// The runs that failed, and the claims that do not hold, by their messages.
struct SweepFailures {
    let result: SweepResult
    let names: SettingNames
    let links: RunLinks

    /// The maximum number of messages, and of runs that are named for each.
    private static let (mostMessages, mostRuns) = (100, 20)

    /// A message, and the runs that have it, by their places.
    private struct Group {
        let message: String
        var runs: [Int]
    }

    @NodeBuilder var nodes: [Node] {
        let failed = groups { if case .failed(let message) = $0 { message } else { nil } }
        let unmet = groups { if case .expectationNotMet(let claim) = $0 { claim } else { nil } }
        if !failed.isEmpty {
            Element(.h2, .id("failures")) { "Failures" }
            list(failed, isFailure: true)
        }
        if !unmet.isEmpty {
            Element(.h2, .id("unmet")) { "Expectations that are not met" }
            list(unmet, isFailure: false)
        }
    }

    private func groups(_ message: (SweepRun.Outcome) -> String?) -> [Group] {
        var groups: [Group] = []
        var places: [String: Int] = [:]
        for (place, run) in result.runs.enumerated() {
            guard let message = message(run.outcome) else { continue }
            if let group = places[message] {
                groups[group].runs.append(place)
            } else {
                places[message] = groups.count
                groups.append(Group(message: message, runs: [place]))
            }
        }
        return groups
    }

    @NodeBuilder private func list(_ groups: [Group], isFailure: Bool) -> [Node] {
        Element(.div, .class("failures")) {
            for group in groups.prefix(Self.mostMessages) {
                Element(.p, isFailure ? .class("failure") : nil) {
                    Element(
                        .span,
                        .class(group.message.contains(where: \.isNewline) ? "message lines" : "message")
                    ) {
                        group.message.isEmpty ? "It failed without a message." : group.message
                    }
                }
                Element(.p, .class("skipped")) { runs(group) }
            }
        }
        if groups.count > Self.mostMessages {
            Element(.p, .class("note")) {
                let rest = groups.count - Self.mostMessages
                rest == 1
                    ? "One more message is in the record."
                    : "\(NumberText.grouped(rest)) more messages are in the record."
            }
        }
    }

    @NodeBuilder private func runs(_ group: Group) -> [Node] {
        let settings = result.settingOfEachRun
        for (number, place) in group.runs.prefix(Self.mostRuns).enumerated() {
            if number > 0 { "; " }
            let setting = result.settings[settings[place]]
            setting.setting.isEmpty ? "" : "setting \(setting.index + 1) (\(names.words(setting))), "
            links.node(to: result.runs[place], "seed \(result.runs[place].seed)")
        }
        if group.runs.count > Self.mostRuns {
            "; and \(NumberText.grouped(group.runs.count - Self.mostRuns)) more"
        }
    }
}

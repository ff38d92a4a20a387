import Workflow

/// The failures in a cell, in the words of the terminal.
struct FailureList {
    let records: [StepRecord]
    let run: Run

    var node: Element? {
        let messages = records.compactMap(message)
        guard !messages.isEmpty else { return nil }
        return Element(.div, .class("failures")) { messages }
    }

    private func message(_ record: StepRecord) -> Element? {
        let words = StepWords(run)
        let name = words.name(of: record.step.index)
        switch record.outcome {
        case .computed, .cached: return nil
        case .failed(let message):
            return Element(.p, .class("failure")) {
                Element(.strong) { "\(name) failed: " }
                Element(.span, .class(message.contains(where: \.isNewline) ? "message lines" : "message")) {
                    message
                }
            }
        case .blocked(let cause):
            return Element(.p, .class("skipped")) { "\(name) was not run, because \(words.reason(cause))." }
        case .interrupted:
            return Element(.p, .class("skipped")) {
                record.wasCutShort
                    ? "\(name) was interrupted." : "\(name) was not run: the run was interrupted."
            }
        }
    }
}

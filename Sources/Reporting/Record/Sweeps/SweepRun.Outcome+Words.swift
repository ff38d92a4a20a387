import Workflow

extension SweepRun.Outcome {
    /// The outcome's name in a record.
    var word: String {
        switch self {
        case .ok: "ok"
        case .failed: "failed"
        case .interrupted: "interrupted"
        case .expectationNotMet: "expectationNotMet"
        }
    }

    /// What there is to say of it: the error message, or the claim that does not hold.
    var message: String? {
        switch self {
        case .failed(let message): message
        case .expectationNotMet(let claim): claim
        case .ok, .interrupted: nil
        }
    }

    /// The outcome of a record; `nil` if there is none of this name.
    init?(word: String, message: String?) {
        switch word {
        case "ok": self = .ok
        case "failed": self = .failed(message ?? "")
        case "interrupted": self = .interrupted
        case "expectationNotMet": self = .expectationNotMet(message ?? "")
        default: return nil
        }
    }
}

import Figures
import Workflow

/// The effects of the parameters side by side.
struct EffectPlots {
    let effects: [ParameterEffect]
    let result: SweepResult
    let text: MeasureText

    /// The maximum number of parameters.
    private static let most = 12

    /// The figure; `nil` if no parameter has several values.
    var node: Element? {
        guard !effects.isEmpty else { return nil }
        let shown = effects.prefix(Self.most)
        return Element(.figure) {
            Element(.div, .class("panels panels-\(min(shown.count, 3))")) {
                for (place, effect) in shown.enumerated() {
                    EffectPlot(
                        effect: effect, result: result, text: text, size: shown.count == 1 ? .alone : .shared,
                        anchor: "effect-\(place + 1)"
                    ).node
                }
            }
            Element(.p, .class("note")) { note }
        }
    }

    private var note: String {
        let rest = effects.count - Self.most
        return
            "A dot at the mean \(result.measure?.name ?? "measure") of the settings that share a value, each with the same "
            + "weight, and a line from the least to the greatest of them."
            + (rest > 0
                ? " \(rest == 1 ? "One more parameter is" : "\(rest) more parameters are") in the record."
                : "")
    }
}

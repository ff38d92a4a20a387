import Figures
import Workflow

extension ImageGrid.Item {
    /// The image in words: its true and its predicted class.
    var description: String {
        var text = "Image \(NumberText.grouped(index)): \(label)"
        guard !guesses.isEmpty else { return text }
        text += ", predicted "
        text += guesses.prefix(3)
            .map { "\($0.label) (\(NumberText.percent($0.probability, decimals: 1)))" }
            .joined(separator: ", then ")
        if let loss { text += ", loss \(Self.lossText(loss))" }
        return text
    }

    /// A loss with two decimals.
    static func lossText(_ loss: Double) -> String { NumberText.fixed(loss, decimals: 2) }
}

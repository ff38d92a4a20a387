import Figures
import Workflow

extension ImageGrid.Item {
    /// The image in words: what it is, and what it was taken for.
    var description: String {
        var text = "Image \(NumberText.grouped(index)): \(label)"
        guard !guesses.isEmpty else { return text }
        text += isMistake ? ", mistaken for " : ", recognized as "
        text += guesses.prefix(3)
            .map { "\($0.label) (\(NumberText.percent($0.probability, decimals: 1)))" }
            .joined(separator: ", then ")
        return text
    }
}

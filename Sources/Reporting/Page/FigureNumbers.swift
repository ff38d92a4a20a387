import Notebooks
import Workflow

/// The numbers of figures, and the texts of links to labelled cells.
struct FigureNumbers: Sendable {
    private let numbers: [Int: Int]
    private let words: [String: String]

    init(of run: Run) {
        // A cell whose steps were not run keeps its number, so that a failure does not renumber later ones.
        let shown = Set(run.steps.filter { !$0.figures.isEmpty || !$0.isDone }.map(\.step.cell))
        var numbers: [Int: Int] = [:]
        var words: [String: String] = [:]
        for cell in run.plan.notebook.cells {
            let isNumbered = cell.options.caption != nil || cell.options.label != nil
            if isNumbered, shown.contains(cell.index) { numbers[cell.index] = numbers.count + 1 }
            guard let label = cell.options.label else { continue }
            words[label] = numbers[cell.index].map { "Figure\u{A0}\($0)" } ?? cell.options.caption ?? label
        }
        self.numbers = numbers
        self.words = words
    }

    /// The number of a cell's figures; `nil` if they have neither caption nor label.
    func number(ofCell index: Int) -> Int? { numbers[index] }

    /// The text of a link to a label without its own text: `[](#loss)`.
    func words(for label: String) -> String? { words[label] }
}

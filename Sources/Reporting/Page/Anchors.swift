import Notebooks

/// The names of places in the page. Those that prose can link to are the notebook's; the page's own make way.
struct Anchors: Sendable {
    private let taken: Set<String>

    init(of notebook: Notebook) {
        var taken: Set<String> = []
        for case .heading(let heading) in notebook.blocks { taken.insert(heading.anchor) }
        for cell in notebook.cells { if let label = cell.options.label { taken.insert(label) } }
        self.taken = taken
    }

    /// Where a step's outcome is shown.
    func step(_ index: Int) -> String { own("step-\(index + 1)") }

    /// Where a step's time is shown.
    func time(_ index: Int) -> String { own("time-\(index + 1)") }

    /// Where a cell stands.
    func cell(_ cell: Cell) -> String { cell.options.label ?? own("cell-\(cell.index + 1)") }

    /// The beginning of the names of everything inside a figure.
    func figure(cell: Int, place: Int) -> String {
        var name = "figure-\(cell + 1)-\(place + 1)"
        while taken.contains(where: { $0.hasPrefix(name) }) { name = "report-" + name }
        return name
    }

    /// A name for a part of the page.
    func own(_ name: String) -> String {
        var name = name
        while taken.contains(name) { name = "report-" + name }
        return name
    }
}

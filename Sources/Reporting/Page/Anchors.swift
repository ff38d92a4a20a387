import Notebooks

/// The anchors in the page. Those of the notebook, to which prose can link, take precedence over the page's own.
struct Anchors: Sendable {
    private let taken: Set<String>
    /// The prefixes of figures that the notebook's names already use.
    private let takenFigures: Set<String>

    init(of notebook: Notebook) {
        var taken: Set<String> = []
        for case .heading(let heading) in notebook.blocks { taken.insert(heading.anchor) }
        for cell in notebook.cells { if let label = cell.options.label { taken.insert(label) } }
        self.taken = taken
        takenFigures = taken.reduce(into: []) { $0.formUnion(Self.figures(atStartOf: $1)) }
    }

    /// The names of figures that a name begins with: of `report-figure-1-23b` they are `report-figure-1-2` and
    /// `report-figure-1-23`.
    private static func figures(atStartOf name: String) -> [String] {
        // A quick check excludes most names.
        guard name.utf8.starts(with: "figure-".utf8) || name.utf8.starts(with: "report-".utf8) else {
            return []
        }
        let match = name.prefixMatch(of: /(?:report-)*figure-[0-9]{1,19}-/)
        guard let head = match?.output else { return [] }
        // An index has a limited number of digits.
        let digits = name[head.endIndex...].prefix(19).prefix { $0.isASCII && $0.isNumber }
        return digits.indices.map { String(head + digits[...$0]) }
    }

    /// The anchor of a step's outcome.
    func step(_ index: Int) -> String { own("step-\(index + 1)") }

    /// The anchor of a step's time.
    func time(_ index: Int) -> String { own("time-\(index + 1)") }

    /// The anchor of a cell.
    func cell(_ cell: Cell) -> String { cell.options.label ?? own("cell-\(cell.index + 1)") }

    /// The prefix of all anchors inside a figure.
    func figure(cell: Int, place: Int) -> String {
        var name = "figure-\(cell + 1)-\(place + 1)"
        while takenFigures.contains(name) { name = "report-" + name }
        return name
    }

    /// An anchor of a part of the page.
    func own(_ name: String) -> String {
        var name = name
        while taken.contains(name) { name = "report-" + name }
        return name
    }
}

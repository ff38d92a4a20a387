import Figures
import Notebooks
import Workflow

/// The figures, files and claims of a cell's steps, in the order of the cell.
struct CellOutcome {
    let cell: Cell
    /// The records of its steps.
    let records: [StepRecord]
    let anchors: Anchors
    let figureNumbers: FigureNumbers

    /// Consecutive things of one kind.
    private struct Part {
        enum Kind { case figures, files, expectations }

        let kind: Kind
        /// Their indices among all things of the kind in the cell.
        var places: Range<Int>
    }

    var nodes: [Node] {
        let parts = parts
        let shown = records.flatMap(\.figures)
        let files = records.flatMap(\.files)
        let claims = records.filter { $0.expectation != nil }
        let last = parts.lastIndex { $0.kind == .figures }
        var nodes = parts.enumerated().map { index, part in
            switch part.kind {
            case .figures: Node.element(figures(part.places, of: shown, isLast: index == last))
            case .files: Node.element(saved(files[part.places]))
            case .expectations:
                ExpectationList(records: Array(claims[part.places]), anchors: anchors, linksToSteps: false)
                    .node.map(Node.element)
                    ?? .group([])
            }
        }
        // A caption is shown even if there turns out to be no figure.
        if last == nil, let caption = cell.options.caption, !records.isEmpty {
            nodes.append(.element(Element(.p, .class("note")) { caption }))
        }
        return nodes
    }

    private var parts: [Part] {
        var parts: [Part] = []
        var ends: [Part.Kind: Int] = [:]
        func add(_ count: Int, _ kind: Part.Kind) {
            guard count > 0 else { return }
            let start = ends[kind, default: 0]
            ends[kind] = start + count
            if let before = parts.last, before.kind == kind {
                parts[parts.count - 1].places = before.places.lowerBound..<start + count
            } else {
                parts.append(Part(kind: kind, places: start..<start + count))
            }
        }
        for record in records {
            add(record.figures.count, .figures)
            add(record.files.count, .files)
            add(record.expectation == nil ? 0 : 1, .expectations)
        }
        return parts
    }

    private func figures(_ places: Range<Int>, of all: [Figure], isLast: Bool) -> Element {
        // The folded numbers behind a figure are a part of it.
        let lettered = all.indices.filter { !all[$0].isFolded }
        let isLettered = lettered.count > 1 && (cell.options.caption != nil || cell.options.label != nil)
        return Element(.figure) {
            for place in places {
                if isLettered, let number = lettered.firstIndex(of: place) {
                    Element(.p, .class("letter")) { Self.letter(number) }
                }
                all[place].element(anchor: anchors.figure(cell: cell.index, place: place))
            }
            if isLast { caption }
        }
    }

    /// (a), (b), …, (z), (aa), …
    private static func letter(_ place: Int) -> String {
        var letters = ""
        var rest = place
        repeat {
            let letter = UInt8(ascii: "a") + UInt8(rest % 26)
            letters = String(Character(Unicode.Scalar(letter))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return "(\(letters))"
    }

    private var caption: Element? {
        let number = figureNumbers.number(ofCell: cell.index)
        guard number != nil || cell.options.caption != nil else { return nil }
        return Element(.figcaption) {
            if let number { Element(.b) { "Figure\u{A0}\(number)." } }
            if let caption = cell.options.caption { " " + caption }
        }
    }

    private func saved(_ files: ArraySlice<WrittenFile>) -> Element {
        Element(.ul, .class("saved"), Attribute("role", "list")) {
            for file in files {
                Element(.li) {
                    "Saved "
                    Element(.code) { file.path }
                    ", \(NumberText.bytes(file.bytes))"
                }
            }
        }
    }
}

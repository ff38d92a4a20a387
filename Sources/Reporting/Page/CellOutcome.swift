import Figures
import Notebooks
import Workflow

/// What the steps of a cell show, save and claim, in the order in which the cell says it.
struct CellOutcome {
    let cell: Cell
    /// What came of its steps.
    let records: [StepRecord]
    let anchors: Anchors
    let figureNumbers: FigureNumbers

    /// Things of one kind that follow each other.
    private enum Part {
        /// The figures, by their places among those of the cell.
        case figures(Range<Int>)
        case files([WrittenFile])
        case expectations([StepRecord])
    }

    var nodes: [Node] {
        let parts = parts
        let last = parts.lastIndex { if case .figures = $0 { true } else { false } }
        var nodes = parts.enumerated().map { place, part in
            switch part {
            case .figures(let places): Node.element(figures(places, isLast: place == last))
            case .files(let files): Node.element(saved(files))
            case .expectations(let records):
                ExpectationList(records: records, anchors: anchors, linksToSteps: false).node.map(
                    Node.element)
                    ?? .group([])
            }
        }
        // Words that were written to be read are shown, also where there turns out to be no figure for them.
        if last == nil, let caption = cell.options.caption, !records.isEmpty {
            nodes.append(.element(Element(.p, .class("note")) { caption }))
        }
        return nodes
    }

    private var shown: [Figure] { records.flatMap(\.figures) }

    private var parts: [Part] {
        var parts: [Part] = []
        var count = 0
        for record in records {
            if !record.figures.isEmpty {
                let places = count..<count + record.figures.count
                count = places.upperBound
                if case .figures(let before)? = parts.last {
                    parts[parts.count - 1] = .figures(before.lowerBound..<places.upperBound)
                } else {
                    parts.append(.figures(places))
                }
            }
            if !record.files.isEmpty {
                if case .files(let before)? = parts.last {
                    parts[parts.count - 1] = .files(before + record.files)
                } else {
                    parts.append(.files(record.files))
                }
            }
            if record.expectation != nil {
                if case .expectations(let before)? = parts.last {
                    parts[parts.count - 1] = .expectations(before + [record])
                } else {
                    parts.append(.expectations([record]))
                }
            }
        }
        return parts
    }

    private func figures(_ places: Range<Int>, isLast: Bool) -> Element {
        let all = shown
        let isLettered = all.count > 1 && (cell.options.caption != nil || cell.options.label != nil)
        return Element(.figure) {
            for place in places {
                if isLettered { Element(.p, .class("letter")) { Self.letter(place) } }
                FigureView(figure: all[place], anchor: anchors.figure(cell: cell.index, place: place)).node
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

    private func saved(_ files: [WrittenFile]) -> Element {
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

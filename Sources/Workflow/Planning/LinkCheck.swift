import Diagnostics
import Notebooks

/// Checks where the links of the prose lead once the report is separated from the notebook.
struct LinkCheck {
    /// The diagnostics of the links.
    private(set) var diagnostics: [Diagnostic] = []

    private let files: ReadableFiles
    /// The name of the report, and of the folder to which steps save.
    private let report: String
    /// The paths to which steps save, without those that are only known during the run.
    private let saved: Set<String>
    /// The same paths in sorted order, as candidates for suggestions.
    private let sortedSaved: [String]
    /// The anchors that a link can lead to, except numbered ones.
    private let places: Set<String>
    /// The anchors that the notebook names, sorted.
    private let sortedNames: [String]
    /// The number of steps; `nil` if it is unknown because some of them have mistakes.
    private let stepCount: Int?
    /// Whether each cell has a label, which replaces its number.
    private let cellsAreLabelled: [Bool]
    /// The number of names that may still be compared with wrong ones: nobody reads the thousandth suggestion.
    private var comparisonsLeft = 50_000
    /// The number of missing files that may still be compared with existing ones.
    private var missingLeft = 100

    /// The anchors of every report.
    private static let ownPlaces: Set = ["", "top", "main", "provenance", "timing"]

    /// Checks all links of a notebook.
    ///
    /// - Parameters:
    ///   - steps: its steps; `nil` if some of them have mistakes, so that their number in a report is unknown.
    ///   - saved: the paths to which its steps save.
    init(
        of notebook: Notebook, steps: [PlannedStep]?, saved: [String], registry: Registry,
        files: ReadableFiles
    ) {
        self.files = files
        self.saved = Set(saved)
        sortedSaved = self.saved.sorted()
        report = notebook.reportName
        let headings = notebook.blocks.compactMap { block in
            if case .heading(let heading) = block { heading.anchor } else { nil }
        }
        let names = Set(headings + notebook.cells.compactMap(\.options.label))
        sortedNames = names.sorted()
        stepCount = steps?.count
        cellsAreLabelled = notebook.cells.map { $0.options.label != nil }
        let mayClaim = steps?.contains { registry.steps[$0.step]?.signature.mayClaim == true } ?? true
        places = names.union(Self.ownPlaces).union(mayClaim ? ["expectations"] : [])
        for link in notebook.links { check(link) }
    }

    private mutating func check(_ link: ProseLink) {
        let address = link.address
        if address.isEmpty {
            diagnostics.append(.empty(at: link.range))
        } else if link.url.isEmpty {
            diagnostics.append(.leftOut(String(address.prefix { $0 != ":" }), at: link.range))
        } else if address.hasPrefix("#") {
            check(place: String(address.dropFirst()), link)
        } else if address.hasPrefix("//") {
            diagnostics.append(.noScheme(address, at: link.range))
        } else if !address.isElsewhere {
            check(path: String(address.prefix { $0 != "#" && $0 != "?" }), link)
        }
    }

    private mutating func check(place: String, _ link: ProseLink) {
        let name = place.percentDecoded
        guard !places.contains(name), !isNumbered(name) else { return }
        diagnostics.append(.noPlace(name, nearest: nearest(to: name, among: sortedNames), at: link.range))
    }

    /// Whether a name is the numbered anchor of a step, of a step's time or of a cell without a label.
    private func isNumbered(_ name: String) -> Bool {
        guard let dash = name.lastIndex(of: "-") else { return false }
        let digits = name[name.index(after: dash)...]
        guard let number = Int(digits), number > 0, String(number) == digits else { return false }
        switch name[..<dash] {
        case "step", "time": return number <= stepCount ?? .max
        case "cell": return number <= cellsAreLabelled.count && !cellsAreLabelled[number - 1]
        default: return false
        }
    }

    private mutating func nearest(to name: String, among names: [String]) -> String? {
        comparisonsLeft -= names.count
        return comparisonsLeft > 0 ? nearestName(to: name, among: names) : nil
    }

    private mutating func check(path: String, _ link: ProseLink) {
        let path = path.percentDecoded
        let inFolder = report + "/"
        if path.hasPrefix(inFolder) {
            let name = String(path.dropFirst(inFolder.count))
            guard !saved.contains(name) else { return }
            let nearest = nearest(to: name, among: sortedSaved).map { inFolder + $0 }
            diagnostics.append(.notSaved(path, nearest: nearest, at: link.range))
        } else if saved.contains(path) {
            diagnostics.append(.notSaved(path, nearest: inFolder + path, at: link.range))
        } else {
            var isThere = false
            var nearest: String?
            do throws(UnreadableFile) {
                _ = try files.path(of: path, lookingAround: missingLeft > 0)
                isThere = true
            } catch {
                missingLeft -= 1
                nearest = nearestName(to: path, among: error.neighbours)
                if error.reason == .outside { isThere = true }
            }
            diagnostics.append(
                isThere ? .beside(path, at: link.range) : .noFile(path, nearest: nearest, at: link.range))
        }
    }
}

extension Signature {
    /// Whether a call may make a claim, which requires a condition.
    fileprivate var mayClaim: Bool {
        parameters.contains { $0.type == .boolean && $0.defaultValue == nil }
    }
}

extension String {
    /// Whether an address is not a path on this machine.
    var isElsewhere: Bool {
        if hasPrefix("//") { return true }
        // A single letter is a drive.
        guard let colon = firstIndex(of: ":"), self[..<colon].count > 1 else { return false }
        return self[..<colon].allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0))
        }
    }
}

extension String {
    /// The text with percent-encoded bytes decoded; invalid encodings are kept.
    fileprivate var percentDecoded: String {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2,
                let value = UInt8(String(Substring(digits)), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Notebook {
    /// The name of the notebook's report and of the folder to which its steps save: the file's name without
    /// extension.
    var reportName: String {
        let file = ReadableFiles.parts(of: source.name).last ?? source.name
        let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
        // These names would lead to other folders than the report's own.
        return ["", ".", ".."].contains(stem) ? "notebook" : stem
    }
}

extension Diagnostic {
    fileprivate static func empty(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "link.empty", "this link leads nowhere", at: range,
            label: "write the address into the parentheses")
    }

    fileprivate static func noScheme(_ address: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "link.no-scheme",
            "a report is opened from a disk, where an address that begins with '//' leads to a file",
            at: range,
            label: "write 'https:' before it", replacement: "https:" + address)
    }

    fileprivate static func leftOut(_ scheme: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "link.left-out",
            "a report does not take '\(scheme):' addresses, so this link leads nowhere", at: range,
            label: "its words stay",
            notes: [Note("a link leads to an address on the web, or by '#name' to a place of the report")])
    }

    fileprivate static func noPlace(_ name: String, nearest: String?, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "link.no-such-place",
            "there is no '#\(name)' in the report, so this link leads nowhere",
            at: range, label: nearest.map { didYouMean("#\($0)") },
            notes: [
                Note(
                    "a heading's place is its words in lower case with '-' between them; a cell has one with '//| label:'"
                )
            ],
            replacement: nearest.map { "#" + $0 })
    }

    fileprivate static func notSaved(_ path: String, nearest: String?, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "link.no-such-file", "no step saves '\(path)', so this link leads nowhere",
            at: range,
            label: nearest.map { didYouMean($0) }, replacement: nearest)
    }

    fileprivate static func beside(_ path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "link.beside",
            "a report is read without the files beside its notebook, so this link leads nowhere",
            at: range, label: "name its address on the web, or write `\(path)` without a link")
    }

    fileprivate static func noFile(_ path: String, nearest: String?, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "link.no-such-file", "there is no '\(path)', so this link leads nowhere", at: range,
            label: nearest.map { didYouMean($0) },
            notes: [
                Note("a report is read without the files beside its notebook: name an address on the web")
            ])
    }
}

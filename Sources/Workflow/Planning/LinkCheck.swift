import Diagnostics
import Notebooks

/// Looks where the links of the prose lead once the report is elsewhere than the notebook.
struct LinkCheck {
    /// What is wrong with them.
    private(set) var diagnostics: [Diagnostic] = []

    private let files: ReadableFiles
    /// The report's name, and so that of the folder that steps save into.
    private let report: String
    /// The paths that steps save to; those that are not known before the run are not among them.
    private let saved: Set<String>
    /// The same in an order of their own, as those are that can be meant by a wrong one.
    private let sortedSaved: [String]
    /// The places that a link can lead to, other than by a number.
    private let places: Set<String>
    /// Those of them that the notebook names, sorted.
    private let sortedNames: [String]
    /// How many steps there are; `nil` where that is not known, since some of them are wrong.
    private let stepCount: Int?
    /// Whether each cell has a label, which stands in place of its number.
    private let cellsAreLabelled: [Bool]
    /// How many names may still be compared with wrong ones: what was meant by the thousandth nobody reads.
    private var comparisonsLeft = 50_000
    /// How many files that are not there may still be compared with those that are.
    private var missingLeft = 100

    /// The places of every report.
    private static let ownPlaces: Set = ["", "top", "main", "provenance", "timing"]

    /// Looks at all links of a notebook.
    ///
    /// - Parameters:
    ///   - steps: its steps; `nil` where some of them are wrong, so that nobody knows how many a report will have.
    ///   - saved: the paths that its steps save to.
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

    /// Whether a name is that of a step, of a step's time or of a cell without a label, by its number.
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
    /// Whether a call may claim something: a claim is of a condition, which is given.
    fileprivate var mayClaim: Bool {
        parameters.contains { $0.type == .boolean && $0.defaultValue == nil }
    }
}

extension String {
    /// Whether an address names a place that is not this machine's files.
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
    /// The text with `%20` and the like decoded; what is no such thing stays.
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
    /// What the notebook's report is called, and the folder that its steps save into: the file's name without ending.
    var reportName: String {
        let file = ReadableFiles.parts(of: source.name).last ?? source.name
        let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
        // Folders of these names would be others than the report's own.
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
            "a report takes no '\(scheme):' address, so this link leads nowhere", at: range,
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

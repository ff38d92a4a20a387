import Diagnostics

/// Reads the sweep that a front matter declares, after its parameters.
struct SweepReader {
    /// A setting as it stands in the file.
    struct Entry {
        let value: YAMLDocument.Node

        /// The place to report: the value's, or the key's if the value has no range of its own.
        let range: SourceRange
    }

    /// The sweep, as far as it could be read.
    var declaration = SweepDeclaration()

    /// The diagnostics of the sweep.
    private(set) var diagnostics: [Diagnostic] = []

    /// The settings of the sweep by key.
    let entries: [SweepKey: Entry]

    /// The front matter, with its parameters.
    let frontMatter: FrontMatter

    /// The notebook's bytes.
    let bytes: [UInt8]

    /// The swept parameters of which not all values could be read.
    var brokenAxes: Set<String> = []

    private let defaults: [String: FrontMatter.Literal]

    /// The number of known names that may still be compared with unknown ones.
    private var comparisonsLeft = 200_000

    /// Reads the settings of a sweep.
    init(_ entries: [SweepKey: Entry], of frontMatter: FrontMatter, bytes: [UInt8]) {
        self.entries = entries
        self.frontMatter = frontMatter
        self.bytes = bytes
        defaults = Dictionary(frontMatter.params.map { ($0.name.text, $0.value) }) { first, _ in first }
        // 'sweep' comes first: the others refer to its parameters.
        for key in SweepKey.allCases {
            guard let entry = entries[key] else { continue }
            // A condition may begin with '!', which YAML takes for a tag; it is told so.
            if key != .exclude, entry.value.isMarked(in: bytes) {
                report(.tag(at: entry.range))
                continue
            }
            switch key {
            case .sweep: readAxes(entry)
            case .repeat: declaration.repeats = number(entry.value, of: key, at: entry.range)
            case .random: declaration.draws = number(entry.value, of: key, at: entry.range)
            case .zip: readZips(entry)
            case .exclude: readExclusions(entry)
            case .halve: readHalving(entry)
            }
        }
        checkDraws()
        checkSize()
    }

    /// Records a diagnostic.
    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    /// The default of a parameter; reports one that the notebook does not declare.
    mutating func defaultValue(of name: Name) -> FrontMatter.Literal? {
        if let value = defaults[name.text] { return value }
        // The notebook may declare it in a place that cannot be read; that is then the mistake to report.
        if frontMatter.isComplete, !frontMatter.unreadParams.contains(name.text) {
            let known = frontMatter.params.map(\.name.text) + frontMatter.unreadParams.sorted()
            let near = nearest(to: name.text, among: known)
            report(.unknownParameter(name, among: known, near: near))
        }
        return nil
    }

    /// Whether a name is that of a parameter, or may be.
    func mayBeParameter(_ name: String) -> Bool {
        defaults[name] != nil || !frontMatter.isComplete || frontMatter.unreadParams.contains(name)
    }

    /// The known name that was most likely meant by another one, unless too many were compared already.
    mutating func nearest(to name: String, among names: [String]) -> String? {
        guard names.count <= comparisonsLeft else { return nil }
        comparisonsLeft -= names.count
        return nearestName(to: name, among: names)
    }

    /// A whole number, at least 1.
    private mutating func number(
        _ node: YAMLDocument.Node, of key: SweepKey, at range: SourceRange
    ) -> Located<Int>? {
        guard case .scalar(let text, isPlain: true) = node.content,
            case .integer(let number) = YAMLScalar(text), number >= 1
        else {
            report(.wrongType(key, at: range))
            return nil
        }
        return Located(number, at: range)
    }
}

extension Diagnostic {
    static func wrongType(_ key: SweepKey, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.type", "wrong type for '\(key.rawValue)'", at: range,
            label: "expected \(key.expectation)")
    }

    fileprivate static func unknownParameter(
        _ name: Name, among known: [String], near: String?
    ) -> Diagnostic {
        Diagnostic(
            id: "sweep.unknown-parameter", "the notebook has no parameter '\(name.text)'", at: name.range,
            label: near.map { didYouMean($0) },
            notes: [
                known.isEmpty
                    ? Note("it declares none: add 'params:' to the front matter")
                    : Note("its front matter declares \(known.listed)")
            ], replacement: near)
    }
}

extension [String] {
    /// The joined words; of many only the first ones.
    fileprivate var listed: String {
        let most = 40
        return prefix(most).joined(separator: ", ") + (count > most ? " and \(count - most) more" : "")
    }
}

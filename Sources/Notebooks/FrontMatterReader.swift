import Diagnostics

/// Reads a notebook's settings from YAML.
struct FrontMatterReader {
    /// The known settings besides those of a sweep, ``SweepKey``.
    enum Key: String, CaseIterable {
        case title, author, date, description, params, seed, toc
    }

    /// The names of all settings.
    static let keys = Key.allCases.map(\.rawValue) + SweepKey.allCases.map(\.rawValue)

    /// The settings, as far as they could be read.
    var frontMatter = FrontMatter()

    /// The diagnostics of the settings.
    private(set) var diagnostics: [Diagnostic] = []

    /// The notebook's bytes.
    let bytes: [UInt8]

    /// The settings of a sweep, which are read last: they name parameters.
    private var sweepEntries: [SweepKey: SweepReader.Entry] = [:]

    /// A size that no real settings approach, in bytes.
    private static let sizeLimit = 65_536

    /// How often the YAML is parsed again without its duplicate keys.
    private static let attempts = 16

    /// Reads the settings between two marks.
    init(_ block: FrontMatterBlock, bytes: [UInt8]) {
        self.bytes = bytes
        guard block.isClosed else {
            report(.unclosed(at: block.opening))
            return
        }
        guard block.range.count <= Self.sizeLimit else {
            report(.tooLarge(limit: Self.sizeLimit, at: block.opening))
            return
        }
        if let alias = FrontMatterLines(bytes[block.range]).firstAlias {
            report(.alias(at: alias))
            return
        }
        guard let root = readYAML(block.range) else { return }
        read(root, at: block.opening)
        readSweep()
    }

    /// Whether a line starts with the key of a setting.
    static func givesSetting(_ line: Substring) -> Bool {
        guard let colon = line.firstIndex(of: ":") else { return false }
        return keys.contains(String(line[..<colon]))
    }

    /// Records a diagnostic that may mean that a parameter is missing.
    mutating func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
        frontMatter.isComplete = false
    }

    /// Parses the YAML, again without its duplicate keys, at which Yams stops.
    private mutating func readYAML(_ range: SourceRange) -> YAMLDocument.Node? {
        var lines = FrontMatterLines(bytes[range])
        // Each pass can reveal duplicate keys in another mapping; after a few passes the user knows what to fix.
        for _ in 0..<Self.attempts {
            do throws(YAMLDocument.Failure) {
                return try YAMLDocument(lines.bytes, at: range.lowerBound, depth: 3).root
            } catch {
                switch error {
                case .syntax(let problem, let range):
                    report(.syntax(problem, at: range))
                    return nil
                case .alias(let range):
                    report(.alias(at: range))
                    return nil
                case .duplicateKeys(let keys, let range):
                    let duplicates = lines.removeDuplicates(of: keys)
                    for duplicate in duplicates {
                        report(.duplicateKey(duplicate.key, at: duplicate.range, first: duplicate.first))
                    }
                    guard duplicates.isEmpty else { continue }
                    report(.duplicateKey(keys.first ?? "", at: range, first: nil))
                    return nil
                }
            }
        }
        return nil
    }

    /// Reads the settings of a sweep, once all parameters are known.
    private mutating func readSweep() {
        guard !sweepEntries.isEmpty else { return }
        let reader = SweepReader(sweepEntries, of: frontMatter, bytes: bytes)
        diagnostics += reader.diagnostics
        frontMatter.sweep = reader.declaration
    }

    private mutating func read(_ root: YAMLDocument.Node, at opening: SourceRange) {
        if case .scalar(let text, isPlain: true) = root.content, YAMLScalar(text) == .nothing { return }
        guard case .mapping(let pairs) = root.content else {
            report(.notKeys(at: root.range.isEmpty ? opening : root.range))
            return
        }
        for (keyNode, value) in pairs {
            guard let name = keyNode.text else {
                report(.notKeys(at: keyNode.range))
                continue
            }
            if let key = SweepKey(rawValue: name) {
                sweepEntries[key] = SweepReader.Entry(
                    value: value, range: value.range.isEmpty ? keyNode.range : value.range)
                continue
            }
            guard let key = Key(rawValue: name) else {
                let isComplete = frontMatter.isComplete
                report(.unknownKey(name, known: Self.keys, at: keyNode.range))
                // Perhaps a misspelled 'params', the only setting with keys of its own.
                if case .mapping = value.content { continue }
                frontMatter.isComplete = isComplete
                continue
            }
            let isComplete = frontMatter.isComplete
            read(value, for: key, at: value.range.isEmpty ? keyNode.range : value.range)
            if key != .params { frontMatter.isComplete = isComplete }
        }
    }
}

extension Diagnostic {
    fileprivate static func unclosed(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.unclosed", "the front matter is not closed", at: range,
            label: "a second line '---' is missing")
    }

    fileprivate static func tooLarge(limit: Int, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.size", "the front matter is larger than \(limit) bytes", at: range)
    }

    fileprivate static func alias(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.alias", "aliases are not part of front matter", at: range,
            label: "write the value out")
    }

    fileprivate static func syntax(_ problem: String, at range: SourceRange) -> Diagnostic {
        // The error for a title such as 'Digits: an experiment'.
        let isSecondColon = problem == "mapping values are not allowed in this context"
        return Diagnostic(
            id: "front-matter.syntax", "the front matter is not valid YAML", at: range,
            label: isSecondColon ? "write a text that has ': ' in it in quotes" : problem)
    }

    fileprivate static func duplicateKey(
        _ key: String, at range: SourceRange, first: SourceRange?
    ) -> Diagnostic {
        .duplicateKey(key, "key", id: "front-matter.duplicate-key", at: range, first: first)
    }

    fileprivate static func notKeys(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.not-keys", "front matter consists of lines 'key: value'", at: range)
    }

    fileprivate static func unknownKey(_ key: String, known: [String], at range: SourceRange) -> Diagnostic {
        .unknownKey(key, "key", id: "front-matter.unknown-key", known: known, at: range)
    }
}

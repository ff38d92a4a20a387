import Workflow

/// A comparison of a record, member by member, with that of the run computed again.
///
/// Every member is compared exactly unless a rule here says otherwise, so that no claim escapes the comparison.
struct RecordComparison {
    /// The differences, in words, each with its member of the record: `seed`.
    private(set) var differences: [(member: String, words: String)] = []

    /// The tolerance of numbers that depend on the arithmetic; `nil` if all must be equal.
    private let tolerance: Double?

    /// Whether the notebook's text has changed since, so that text and line numbers are not compared.
    private let isOtherText: Bool

    /// Compares two records.
    ///
    /// - Parameters:
    ///   - tolerance: the absolute and relative tolerance of numbers; `nil` if all must be equal.
    ///   - isOtherText: whether the run's notebook text differs from the record's.
    init(of reported: JSONValue, with computed: JSONValue, tolerance: Double?, isOtherText: Bool) {
        self.tolerance = tolerance
        self.isOtherText = isOtherText
        compare(reported, computed, Place())
    }

    /// The path of a value.
    private struct Place {
        /// The names on the path; `*` for an element of an array.
        var names: [String] = []
        /// The same for readers: `steps[2].line`.
        var text = ""

        func member(_ name: String) -> Place {
            Place(names: names + [name], text: text.isEmpty ? name : "\(text).\(name)")
        }

        func element(_ index: Int) -> Place { Place(names: names + ["*"], text: "\(text)[\(index)]") }
    }

    private mutating func compare(_ then: JSONValue, _ now: JSONValue, _ place: Place) {
        if let isAsItMayBe = special(then, now, place.names) {
            if !isAsItMayBe { add(then, now, place) }
            return
        }
        switch (then, now) {
        case (.object(let before), .object(let after)):
            for member in after {
                let place = place.member(member.name)
                if let same = before.first(where: { $0.name == member.name }) {
                    compare(same.value, member.value, place)
                } else {
                    add("'\(place.text)' was not reported", place)
                }
            }
            for member in before where !after.contains(where: { $0.name == member.name }) {
                let place = place.member(member.name)
                add("'\(place.text)' is reported as \(Self.words(member.value)), and nothing gives it", place)
            }
        case (.array(let before), .array(let after)):
            guard before.count == after.count else {
                add("'\(place.text)' has \(after.count) entries, reported: \(before.count)", place)
                return
            }
            let known = differences.count
            for index in before.indices where differences.count == known {
                compare(before[index], after[index], place.element(index))
            }
        default:
            if !Self.isSame(then, now) { add(then, now, place) }
        }
    }

    /// Whether a member with a special rule agrees; `nil` for all others.
    private func special(_ then: JSONValue, _ now: JSONValue, _ names: [String]) -> Bool? {
        switch names {
        // Compared by name, with their own messages.
        case ["values"], ["history"]: true
        case ["source"] where isOtherText: true
        case ["steps", "*", "line"] where isOtherText, ["expectations", "*", "line"] where isOtherText: true
        // Times and circumstances, which cannot be reproduced.
        case ["seconds"], ["steps", "*", "seconds"]: then == .null || then.number.map { $0 >= 0 } ?? false
        case ["revision"]: then == .null || then.string.map(Self.isRevision) ?? false
        case ["steps", "*", "outcome"]: Self.isSame(then, now) || Self.isDone(then) && Self.isDone(now)
        default: tolerance.flatMap { approximate(then, now, names, $0) }
        }
    }

    /// The same for members that depend on the arithmetic.
    private func approximate(
        _ then: JSONValue, _ now: JSONValue, _ names: [String], _ tolerance: Double
    ) -> Bool? {
        switch names.count {
        case 3 where names[0] == "steps" && names[2] == "key": Self.isKey(then) == Self.isKey(now)
        case 3 where names[0] == "files" && ["bytes", "sha256"].contains(names[2]): true
        case 3 where names[0] == "mistakes" && names[2] == "items": then.isArray
        case 3 where names[0] == "mistakes" && names[2] == "count",
            4 where names[0] == "mistakes" && names[3] == "count":
            Self.isClose(then, now, tolerance)
        case 4 where names[0] == "mistakes" && names[3] == "png": then.string != nil
        default: nil
        }
    }

    private static func isClose(_ then: JSONValue, _ now: JSONValue, _ tolerance: Double) -> Bool {
        guard let then = then.number, let now = now.number else { return false }
        return abs(now - then) <= tolerance + tolerance * abs(then)
    }

    /// Whether two values are equal; programs that rewrite a record write 1 for 1.0.
    private static func isSame(_ then: JSONValue, _ now: JSONValue) -> Bool {
        if then == now { return true }
        guard let then = then.number, let now = now.number else { return false }
        // Beyond it, a Double cannot distinguish all 64-bit integers.
        return then == now && abs(then) < 0x1p53
    }

    private static func isDone(_ outcome: JSONValue) -> Bool {
        outcome == .string("computed") || outcome == .string("cached")
    }

    private static func isKey(_ key: JSONValue) -> Bool {
        key.string.map { $0.utf8.count == 64 && $0.utf8.allSatisfy(isHexadecimal) } ?? false
    }

    /// Whether a text is a possible state in version control.
    private static func isRevision(_ text: String) -> Bool {
        if [Revision.uncommitted, .unversioned].contains(where: { $0.words == text }) { return true }
        if text.hasPrefix(Revision.unknown("").words) { return true }
        return [Revision.committed("").words, Revision.changed(since: "").words].contains { opening in
            let commit = text.dropFirst(opening.count).utf8
            return text.hasPrefix(opening) && (7...64).contains(commit.count)
                && commit.allSatisfy(isHexadecimal)
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    private mutating func add(_ then: JSONValue, _ now: JSONValue, _ place: Place) {
        add("'\(place.text)' is \(Self.words(now)), reported as \(Self.words(then))", place)
    }

    private mutating func add(_ words: String, _ place: Place) {
        differences.append((place.names.first ?? "", words))
    }

    private static func words(_ value: JSONValue) -> String {
        switch value {
        case .object: "an object"
        case .array(let values): "a list of \(values.count)"
        case .string(let text): "'\(text.prefix(80))'"
        default: value.compactText
        }
    }
}

extension JSONValue {
    fileprivate var isArray: Bool {
        if case .array = self { true } else { false }
    }
}

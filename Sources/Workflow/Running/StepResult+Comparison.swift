import Figures
import FoundationEssentials

extension StepResult {
    /// The hash of the whole result: value, figures, files, claim and notices.
    var contentHash: ContentHash {
        get throws {
            if let keptHash { return keptHash }
            var fingerprint = Fingerprint()
            fingerprint.add("value", value)
            fingerprint.add("figures", try JSONEncoder.canonical.encode(figures))
            for file in files {
                fingerprint.add("path", file.path)
                fingerprint.add("file", file.content.hash)
            }
            fingerprint.add("claim", try JSONEncoder.canonical.encode(expectation))
            fingerprint.add("notices", try JSONEncoder.canonical.encode(notices))
            return fingerprint.hash
        }
    }

    /// The differences from another result of the same step, in words.
    func differences(from other: StepResult) -> [String] {
        var words = value.differences(from: other.value)
        if figures.count != other.figures.count {
            words.append("\(figures.count) figures instead of \(other.figures.count)")
        }
        for (index, pair) in zip(figures, other.figures).enumerated() where pair.0 != pair.1 {
            words.append("figure \(index + 1) differs")
        }
        if files.map(\.path) != other.files.map(\.path) {
            words.append(
                "the files are \(files.map(\.path)) instead of \(other.files.map(\.path))")
        }
        for (file, before) in zip(files, other.files) where file.path == before.path {
            words += file.content.differences(from: before.content, called: "the file '\(file.path)'")
        }
        if expectation != other.expectation { words.append("the claims differ") }
        if notices != other.notices { words.append("the notices differ") }
        return words
    }
}

extension Value {
    /// The differences from another value of the same type, in words; for an artifact, its scalar members, then its
    /// bytes.
    fileprivate func differences(from other: Value) -> [String] {
        guard case .artifact(let new) = self, case .artifact(let old) = other else {
            return self == other ? [] : ["\(summary) instead of \(other.summary)"]
        }
        guard new != old else { return [] }
        var words: [String] = []
        for (name, value) in new.members.sorted(by: { $0.key < $1.key }) where value.isScalar {
            guard let before = old.members[name], before != value else { continue }
            words.append("\(name) is \(value.summary) instead of \(before.summary)")
        }
        for (name, blob) in new.packed.blobs.sorted(by: { $0.key < $1.key }) {
            guard let before = old.packed.blobs[name] else { continue }
            words += blob.differences(from: before, called: "'\(name)'")
        }
        return words.isEmpty ? ["its record differs"] : words
    }
}

extension Blob {
    /// The number of bytes that differ from another blob's, in words.
    fileprivate func differences(from other: Blob, called name: String) -> [String] {
        guard hash != other.hash else { return [] }
        guard count == other.count else {
            return [
                "\(name) has \(NumberText.grouped(count)) bytes instead of \(NumberText.grouped(other.count))"
            ]
        }
        guard let new = try? data(), let old = try? other.data() else { return ["\(name) has other bytes"] }
        let places = zip(new, old).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
        return [
            "\(NumberText.grouped(places.count)) of the \(NumberText.grouped(count)) bytes of \(name) differ, "
                + "the first at \(NumberText.grouped(places.first ?? 0))"
        ]
    }
}

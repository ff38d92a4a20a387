import Diagnostics
import FoundationEssentials

/// A published data set that is not available.
struct DataSetMissing: Error, CustomStringConvertible {
    let publication: Publication
    /// The user's data folders.
    let dataDirectories: [String]
    /// The folder of downloads that was looked in too; `nil` if none was.
    var downloadFolder: String?
    /// Why it was not fetched, in words; empty if that is obvious.
    var reason = ""

    /// What is missing, and where it was looked for.
    var problem: String {
        let tried = dataDirectories + [downloadFolder].compactMap(\.self)
        guard !tried.isEmpty else {
            return
                "\(publication.title) cannot be fetched by itself, and no folder that has it is named with --data-dir"
        }
        let reason = reason.isEmpty ? "" : " (\(reason))"
        return
            "\(publication.title) was not found in \(tried.map { "'\($0)'" }.joined(separator: ", "))\(reason)"
    }

    /// What to do next, in words that begin and end as notes do.
    var note: String {
        if let misplaced = dataDirectories.lazy.compactMap(misplacement).first { return misplaced }
        guard let archive = publication.archive else {
            return "put its \(publication.fileCount) files into a folder and name that with --data-dir"
        }
        return
            "put \(archive.name) of \(archive.page) into a folder, packed or unpacked, and name that with --data-dir; or put images there into '\(publication.name)/train/CLASS' and '\(publication.name)/test/CLASS'"
    }

    /// What to do next, in sentences.
    var advice: String { note.prefix(1).uppercased() + note.dropFirst() + "." }

    var description: String { "\(problem). \(advice)" }
}

// MARK: Data in another place

extension DataSetMissing {
    /// What to do about a data folder that has the data set, but not in the place where it is looked for; `nil` if it
    /// does not seem to have it.
    private func misplacement(in folder: String) -> String? {
        let name = publication.name
        let path = folder.trimmed
        if Self.lastName(of: path) == name {
            return tooDeep(folder, "the data set's own folder", above: path)
        }
        let above = Self.parent(of: path)
        if OwnLayout.isForTrainingOrTest(Self.lastName(of: path)), Self.lastName(of: above) == name {
            return tooDeep(folder, "a part of the data set", above: above)
        }
        let spelling = OtherData.spelling(of: name)
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
        if let other = names.first(where: { OtherData.spelling(of: $0) == spelling && $0 != name }) {
            return "'\(path)/\(other)' is looked for under another name: call it '\(name)'"
        }
        guard let archive = publication.archive else { return nil }
        if let other = names.first(where: { $0.hasPrefix(name + "-") && $0.contains("-py") }) {
            return
                "'\(path)/\(other)' is the version for Python: put the binary one beside it, \(archive.name) of \(archive.page)"
        }
        guard names.contains(where: OwnLayout.isForTrainingOrTest) else { return nil }
        return
            "'\(folder)' has training or test images itself, and they are looked for in '\(path)/\(name)': make a folder '\(name)' in it and move them there"
    }

    /// The advice on a folder that is the data set's, or is in it.
    private func tooDeep(_ folder: String, _ words: String, above path: String) -> String {
        let command = ShellCommand(["--data-dir", ShellCommand.path(Self.parent(of: path))]).inSentence
        return "'\(folder)' is \(words): name the folder above it, \(command)"
    }

    /// The folder's own name, also of `.`.
    private static func lastName(of path: String) -> String {
        let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        var names: [Substring] = []
        for name in whole.split(separator: "/") where name != "." {
            if name == ".." { _ = names.popLast() } else { names.append(name) }
        }
        return names.last.map(String.init) ?? ""
    }

    /// The path of the folder above, written like the path.
    private static func parent(of path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let last = parts.last, last != ".", last != ".." else {
            return path == "." ? ".." : path + "/.."
        }
        parts.removeLast()
        guard !parts.isEmpty else { return "." }
        return parts == [""] ? "/" : parts.joined(separator: "/")
    }
}

extension String {
    /// A path without slashes at its end, and without single dots after them.
    fileprivate var trimmed: String {
        var path = self[...]
        while path.count > 1, path.hasSuffix("/") || path.hasSuffix("/.") { path = path.dropLast() }
        return String(path)
    }
}

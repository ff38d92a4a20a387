import Foundation
import TestSupport
import Testing

/// The state of a notebook in version control, as reports show it.
@Suite(.enabled(if: GitProgram.isThere))
struct RevisionTests {
    private static let notebook = "# A text\n\n```swift-step\nshow(a: 1)\n```\n"

    private let tool: BuiltTool

    init() throws {
        tool = try BuiltTool()
        try tool.folder.write(Self.notebook, to: "papers/a text.md")
    }

    private func git(_ arguments: String...) throws {
        let program = URL(filePath: try #require(GitProgram.path))
        let identity = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
        let outcome = try tool.run(list: ["-C", tool.folder.path] + identity + arguments, of: program)
        try #require(outcome.status == 0, "\(arguments): \(outcome.messages)")
    }

    /// The record's revision after a run, and whether report and record agree.
    private func revision() throws -> String {
        #expect(try tool.run("run", "papers/a text.md").status == 0)
        let record = try tool.record("a text")
        let words = try #require(record.object["revision"] as? String)
        let report = try tool.folder.text("Output/a text.html")
        #expect(report.contains(" Notebook: \(words).</p>"))
        #expect(report.contains(" · notebook \(words)\"") == !words.hasPrefix("unknown"))
        // The revision is not in the part of the report that stays the same.
        #expect(try !tool.stableReport("a text").contains(words))
        return words
    }

    private func head() throws -> String {
        let reference = try tool.folder.text(".git/HEAD").dropFirst("ref: ".count).dropLast()
        return String(try tool.folder.text(".git/" + reference).prefix(12))
    }

    @Test(arguments: ["sha1", "sha256"])
    func `a notebook is committed, changed since, not committed or not under version control`(
        format: String
    ) throws {
        #expect(try revision() == "not under version control")
        try git("init", "--quiet", "--object-format=\(format)")
        #expect(try revision() == "not committed")
        try git("add", "papers")
        #expect(try revision() == "not committed")
        try git("commit", "--quiet", "--message=One")
        let first = try head()
        #expect(first.count == 12)
        #expect(try revision() == "committed, \(first)")
        try tool.folder.write(Self.notebook + "\nMore.\n", to: "papers/a text.md")
        #expect(try revision() == "changed since commit \(first)")
        try git("commit", "--quiet", "--all", "--message=Two")
        #expect(try head() != first)
        #expect(try revision() == "committed, \(head())")
    }

    /// A repository may come from a stranger, and its configuration names programs.
    @Test func `no program that a repository names is run`() throws {
        try git("init", "--quiet")
        try tool.folder.write("*.md filter=evil diff=evil\n", to: ".gitattributes")
        try git("add", ".gitattributes", "papers")
        try git("commit", "--quiet", "--message=One")
        let command = "touch \(tool.folder.path)/was-run; cat"
        for name in [
            "core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "filter.evil.clean",
            "filter.evil.smudge", "filter.evil.process", "diff.evil.command", "diff.evil.textconv",
            "uploadpack.packObjectsHook", "core.alternateRefsCommand", "alias.rev-parse",
        ] { try git("config", name, name.hasPrefix("alias") ? "!" + command : command) }
        // An object that is missing would be fetched from a promisor, by a program that the configuration names.
        try git("config", "extensions.partialClone", "origin")
        try git("config", "remote.origin.url", "ext::sh -c touch% \(tool.folder.path)/was-run")
        try git("config", "remote.origin.promisor", "true")
        for hook in ["post-index-change", "reference-transaction"] {
            try tool.folder.write("#!/bin/sh\n\(command)\n", to: ".git/hooks/\(hook)")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: tool.folder.path + "/.git/hooks/\(hook)")
        }
        #expect(try revision() == "committed, \(head())")
        // Without the tree of the folder the state is unknown, and nothing is fetched.
        let tree = try tool.run(
            list: ["-C", tool.folder.path, "rev-parse", "HEAD:papers"],
            of: URL(filePath: try #require(GitProgram.path))
        ).output.trimmingCharacters(in: .whitespacesAndNewlines)
        try FileManager.default.removeItem(
            atPath: tool.folder.path + "/.git/objects/\(tree.prefix(2))/\(tree.dropFirst(2))")
        #expect(try revision() == "not committed")
        #expect(!FileManager.default.fileExists(atPath: tool.folder.path + "/was-run"))
    }

    @Test func `a repository that does not answer holds nothing up`() throws {
        try git("init", "--quiet")
        try FileManager.default.removeItem(atPath: tool.folder.path + "/.git/HEAD")
        #expect(mkfifo(tool.folder.path + "/.git/HEAD", 0o600) == 0)
        let start = ContinuousClock.now
        #expect(try revision().hasPrefix("unknown, for git"))
        #expect(ContinuousClock.now - start < .seconds(60))
    }
}

private enum GitProgram {
    static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/git" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    static let isThere = SkipLog.allows("git/revision", path != nil, "no git on PATH")
}

import Foundation
import TestSupport
import Testing

/// Repeated references in a small network file take memory and time linear in its bytes.
struct HostilePickleTests {
    private static let notebook = """
        ```swift-step
        let digits = load("builtin", train: 10, test: 10)
        let model = loadModel("net.pt", for: digits, layers: [flatten, dense(10)])
        ```

        """

    /// Checks a notebook that loads a layer with hostile additions, in 1.5 GB of memory.
    private func check(beside part: Data) throws -> BuiltTool.Outcome {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook, to: "n.md")
        var archive = PickledArchive()
        let layer = PickledArchive.dictionary(archive.dense("fc", inputs: 784, outputs: 10))
        try tool.folder.write(
            archive.encoded(PickledArchive.dictionary([("hostile", part), ("model", layer)])), to: "net.pt")
        return try tool.run(
            list: ["-c", "ulimit -v 1500000; exec \"\(BuiltTool.executable.path)\" check n.md"],
            of: URL(filePath: "/bin/bash"))
    }

    @Test(arguments: [20, 998])
    func `a long way to many lists takes no memory for each of them`(keyLength: Int) throws {
        // References to one list, then separate lists.
        for part in [PickledArchive.reference(to: 1), Data("]".utf8)] {
            var value = PickledArchive.list([
                PickledArchive.remembered(Data("]".utf8), as: 1),
                Data(Array(repeating: part, count: 300_000).joined()),
            ])
            for level in 0..<29 {
                let key = String(repeating: "k", count: keyLength) + "\(10 + level)"
                value = PickledArchive.dictionary([(key, value)])
            }
            let outcome = try check(beside: value)
            #expect(outcome.status == 0, "\(outcome.status) \(outcome.messages)")
        }
    }

    @Test func `an object is looked into once, however often it or its members are referred to`() throws {
        let count = 30_000
        let members =
            Data("}(".utf8) + PickledArchive.remembered(PickledArchive.text("a"), as: 1) + Data("N".utf8)
            + Data(Array(repeating: PickledArchive.reference(to: 1) + Data("N".utf8), count: count).joined())
            + Data("u".utf8)
        let object = PickledArchive.call("argparse", "Namespace", [])
        let remembered = PickledArchive.remembered(
            object + PickledArchive.remembered(members, as: 2) + Data("b".utf8), as: 3)
        for part in [
            PickledArchive.reference(to: 3),
            PickledArchive.global("a", "B") + Data(")R".utf8) + PickledArchive.reference(to: 2)
                + Data("b".utf8),
        ] {
            let outcome = try check(
                beside: PickledArchive.list([remembered, Data(Array(repeating: part, count: count).joined())])
            )
            #expect(outcome.status == 0, "\(outcome.messages)")
            #expect(outcome.processorSeconds < 8)
        }
    }
}

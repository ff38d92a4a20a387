import Testing

struct SourceRuleTests {
    @Test(arguments: ["try!", "fatalError(", "TODO", "FIXME"])
    func `no source holds what may not stay`(_ text: String) throws {
        let files = try SourceTree.files(under: "Sources")
        #expect(files.count > 100)
        for file in files {
            for (index, line) in file.lines.enumerated() where line.contains(text) {
                Issue.record("\(file.path):\(index + 1): \(text)")
            }
        }
    }

    @Test func `tests use what everybody may use`() throws {
        // Written in two parts, so as not to find itself.
        let attribute = "@" + "testable"
        for file in try SourceTree.files(under: "Tests") where file.text.contains(attribute) {
            Issue.record("\(file.path) imports a module with \(attribute)")
        }
    }

    @Test(arguments: ["Sources", "Tests"])
    func `no file has more than 500 lines`(_ folder: String) throws {
        for file in try SourceTree.files(under: folder) where file.lines.count > 501 {
            Issue.record("\(file.path) has \(file.lines.count - 1) lines")
        }
    }
}

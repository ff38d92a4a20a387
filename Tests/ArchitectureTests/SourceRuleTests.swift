import Testing

struct SourceRuleTests {
    @Test(arguments: ["try!", "as!", "fatalError(", "TODO", "FIXME"])
    func `no source holds what may not stay`(_ text: String) throws {
        let files = try SourceTree.files(under: "Sources")
        #expect(files.count > 100)
        for file in files {
            for (index, line) in file.lines.enumerated() where line.contains(text) {
                Issue.record("\(file.path):\(index + 1): \(text)")
            }
        }
    }

    @Test func `no source unwraps by force`() throws {
        // An exclamation mark right behind a name or a bracket, outside comments and texts.
        let unwrapping = /[\w)\]>]!(?!=)/
        for file in try SourceTree.files(under: "Sources") {
            for (index, line) in file.lines.enumerated() {
                let code = line.replacing(/"(?:[^"\\]|\\.)*"/, with: "").prefix { $0 != "/" }
                if code.contains(unwrapping) { Issue.record("\(file.path):\(index + 1): \(line)") }
            }
        }
    }

    @Test func `the program alone prints, exits and reads arguments`() throws {
        let use =
            /\b(?:print|debugPrint|dump|puts|_?exit|abort)\(|\bCommandLine\b|\bstandard(?:Output|Error)\b/
        let files = try SourceTree.files(under: "Sources")
        for file in files where !file.path.hasPrefix("Sources/Commands/") {
            for (index, line) in file.lines.enumerated() where line.contains(use) {
                Issue.record("\(file.path):\(index + 1): \(line)")
            }
        }
        #expect(files.contains { $0.path.hasPrefix("Sources/Commands/") && $0.text.contains(use) })
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

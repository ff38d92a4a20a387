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

    @Test func `one place asks what was meant`() throws {
        let askers = try SourceTree.files(under: "Sources").filter { $0.text.contains("\"did you mean ") }
        #expect(askers.map(\.path) == ["Sources/Diagnostics/DidYouMean.swift"])
    }

    @Test func `no source unwraps by force`() throws {
        // An exclamation mark directly after a name or a bracket, outside comments and strings.
        let unwrapping = /[\w)\]>]!(?!=)/
        for file in try SourceTree.files(under: "Sources") {
            for (index, line) in file.lines.enumerated() {
                let code = line.replacing(/"(?:[^"\\]|\\.)*"/, with: "").prefix { $0 != "/" }
                if code.contains(unwrapping) { Issue.record("\(file.path):\(index + 1): \(line)") }
            }
        }
    }

    @Test func `the program alone prints, exits and reads arguments`() throws {
        // By Unicode's rules there is no word boundary after the dot of 'Swift.print'.
        let use =
            /\b(?:print|debugPrint|dump|puts|_?exit|abort)\(|\bCommandLine\b|\bstandard(?:Output|Error)\b/
            .wordBoundaryKind(.simple)
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

    /// The limit for tests is the length of the longest.
    @Test(arguments: [("Sources", 330), ("Tests", 380)])
    func `no file is too long to be read at once`(_ folder: String, limit: Int) throws {
        for file in try SourceTree.files(under: folder) where file.lineCount > limit {
            Issue.record("\(file.path) has \(file.lineCount) lines, more than \(limit)")
        }
    }

    @Test func `half of the sources have at most 70 lines`() throws {
        let counts = try SourceTree.files(under: "Sources").map(\.lineCount).sorted()
        #expect(counts[counts.count / 2] <= 70)
    }

    @Test func `a file declares one type that other modules see, but for one in twenty`() throws {
        let declaration =
            /^(?:@\S+ )*(?:public|package) (?:(?:final|indirect|nonisolated) )*(?:struct|class|enum|protocol|actor)\b/
        let files = try SourceTree.files(under: "Sources")
        let counts = files.map { file in file.lines.count { $0.prefixMatch(of: declaration) != nil } }
        #expect(counts.reduce(0, +) > 100, "does the pattern still fit?")
        let crowded = zip(files, counts).filter { $1 > 1 }.map(\.0.path)
        #expect(crowded.count * 20 <= files.count, "\(crowded)")
    }
}

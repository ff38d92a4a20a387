import Foundation
import TestSupport
import Testing

/// The completions that the shell offers.
struct CompletionTests {
    /// The completions of bash for the last word.
    private static func offers(_ words: [String], in tool: BuiltTool) throws -> [String] {
        let script = try tool.run("--generate-completion-script", "bash")
        #expect(script.status == 0)
        try tool.folder.write(script.output, to: "home/completions")
        let line = words.joined(separator: " ")
        try tool.folder.write(
            """
            source home/completions
            COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " ")))
            COMP_CWORD=\(words.count - 1)
            COMP_LINE='\(line)'
            COMP_POINT=\(line.count)
            _stepbook stepbook '\(words.last ?? "")' '\(words.dropLast().last ?? "")'
            printf '%s\\n' "${COMPREPLY[@]}"

            """, to: "home/ask")
        let outcome = try tool.run(list: ["home/ask"], of: URL(filePath: "/bin/bash"))
        #expect(outcome.status == 0, "\(outcome.messages)")
        return outcome.output.split(separator: "\n").map(String.init).sorted()
    }

    @Test func `bash offers commands, the names that can be looked up, notebooks and networks`() throws {
        let tool = try BuiltTool()
        for name in ["net.pt", "net.onnx", "one.md", "one.html"] {
            try tool.folder.write("x", to: "files/\(name)")
        }
        #expect(try Self.offers(["stepbook", "pre"], in: tool) == ["predict", "preview"])
        #expect(
            try Self.offers(["stepbook", "steps", "co"], in: tool) == [
                "compareModels", "constant", "conv2d", "cosine", "count",
            ])
        #expect(try Self.offers(["stepbook", "steps", "Mod"], in: tool) == ["Model"])
        #expect(try Self.offers(["stepbook", "run", "files/o"], in: tool) == ["files/one.md"])
        #expect(try Self.offers(["stepbook", "serve", "files/n"], in: tool) == ["files/net.pt"])
        #expect(try Self.offers(["stepbook", "help", "pre"], in: tool) == ["predict", "preview"])
        #expect(try Self.offers(["stepbook", "help", "run", "pre"], in: tool) == [])
    }

    @Test func `bash offers every kind of file that can be verified, beside folders`() throws {
        let tool = try BuiltTool()
        for name in ["one.md", "one.html", "one.json", "one.pt", "one-more/a.md"] {
            try tool.folder.write("x", to: "files/\(name)")
        }
        #expect(
            try Self.offers(["stepbook", "verify", "files/o"], in: tool) == [
                "files/one-more", "files/one.html", "files/one.json", "files/one.md",
            ])
        #expect(
            try Self.offers(["stepbook", "compare", "files/one.json", "files/o"], in: tool) == [
                "files/one-more", "files/one.json",
            ])
    }

    @Test(arguments: [
        (
            "zsh", "_help",
            "':command:(run sweep preview check plan verify predict serve runs compare extract steps new clean)'"
        ),
        (
            "fish", "\"stepbook help\" -eq 1",
            "-fka 'run sweep preview check plan verify predict serve runs compare extract steps new clean'"
        ),
    ])
    func `the other shells offer commands after help, and reports to verify`(
        shell: String, place: String, words: String
    ) throws {
        let script = try BuiltTool().run("--generate-completion-script", shell).output
        let help = try #require(script.ranges(of: place).last)
        #expect(script[help.upperBound...].contains(words), "\(script.suffix(2000))")
        #expect(script.contains(/md[^\n]*html[^\n]*json/))
    }

    @Test func `help for a command that does not exist names the nearest one`() throws {
        let tool = try BuiltTool()
        let near = try tool.run("help", "pln")
        #expect(near.status == 64)
        #expect(
            near.messages.hasPrefix("error: there is no command 'pln'; did you mean 'plan'?"),
            "\(near.messages)")
        #expect(near.output.isEmpty)
        #expect(try tool.run("help", "foo").messages.contains("there is no command 'foo'; there are run, "))
        for arguments in [["help"], ["help", "plan"], ["help", "help"], ["help", "--help"]] {
            let outcome = try tool.run(list: arguments)
            #expect(outcome.status == 0 && outcome.output.contains("USAGE: stepbook"), "\(arguments)")
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `there is a script for each shell, with every name of the registry`(_ shell: String) throws {
        let outcome = try BuiltTool().run("--generate-completion-script", shell)
        #expect(outcome.status == 0)
        for name in ["loadModel", "maxPool2d", "oneCycle", "percent", "Evaluation"] {
            #expect(outcome.output.contains(name), "\(shell): \(name)")
        }
    }
}

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
                "constant", "conv2d", "cosine", "count",
            ])
        #expect(try Self.offers(["stepbook", "steps", "Mod"], in: tool) == ["Model"])
        #expect(try Self.offers(["stepbook", "run", "files/o"], in: tool) == ["files/one.md"])
        #expect(try Self.offers(["stepbook", "serve", "files/n"], in: tool) == ["files/net.pt"])
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

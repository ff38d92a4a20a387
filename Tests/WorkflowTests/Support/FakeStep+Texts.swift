import Figures
import Foundation
import Workflow

extension FakeStep {
    /// Steps about texts, which are blobs.
    static func texts(_ tally: Tally) -> [FakeStep] {
        [
            FakeStep(
                signature: Signature(
                    "words", "A text.",
                    parameters: [
                        .positional("text", .string, "the text"),
                        Parameter(
                            "times", .integer, default: .integer(1), limits: .range(1...9), unit: "times",
                            "how often it is said"),
                        Parameter(
                            "style", .symbol(["plain", "loud"]), default: .symbol("plain"), "how it is said"),
                    ], result: .artifact("Text")), tally: tally
            ) { call, _, _ in
                let text = String(repeating: call.string("text"), count: call.integer("times"))
                return try StepResult(
                    text: Text(call.value("style") == .symbol("loud") ? text.uppercased() : text))
            },
            FakeStep(
                signature: Signature(
                    "label", "The same text, called something else; its letters are not looked at.",
                    parameters: [
                        .positional("text", .artifact("Text"), "the text"),
                        Parameter("kind", .string, "what it is called"),
                    ], result: .artifact("Text")), tally: tally
            ) { call, _, _ in
                try StepResult(text: Text(kind: call.string("kind"), letters: call.text("text").letters))
            },
            FakeStep(
                signature: Signature(
                    "reverse", "The text backwards.",
                    parameters: [.positional("text", .artifact("Text"), "the text")],
                    result: .artifact("Text")), tally: tally
            ) { call, _, _ in
                try StepResult(text: Text(String(try call.text("text").string.reversed())))
            },
            FakeStep(
                signature: Signature(
                    "read", "A data file.",
                    parameters: [.positional("name", .string, "the file")], result: .artifact("Text")),
                tally: tally,
                finding: { call, context in
                    let name = call.string("name")
                    for folder in context.dataDirectories {
                        if let data = try? Data(contentsOf: URL(filePath: folder + "/" + name)) {
                            return StepInputs(files: [.init(name: name, data: data)])
                        }
                    }
                    throw FakeFailure(description: "there is no file '\(name)'")
                }
            ) { _, inputs, _ in
                try StepResult(text: Text(String(decoding: inputs.files[0].data, as: UTF8.self)))
            },
            FakeStep(
                signature: Signature(
                    "save", "Writes a text into the output folder.",
                    parameters: [
                        .positional("text", .artifact("Text"), "the text"),
                        Parameter("to", .string, "the path"),
                    ], result: .nothing), tally: tally
            ) { call, _, _ in
                // Bytes of the step's own, so that no other result shares the blob.
                let saved = "saved: " + (try call.text("text").string)
                return StepResult(files: [.init(path: call.string("to"), content: Blob(Data(saved.utf8)))])
            },
        ]
    }
}

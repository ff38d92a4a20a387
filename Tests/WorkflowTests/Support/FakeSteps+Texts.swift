import Figures
import Foundation
import Workflow

extension FakeSteps {
    enum Style: String, SymbolArgument {
        case plain, loud
    }

    struct Words: ParameterList {
        let text: Parameter<String>
        let times: Parameter<Int>
        let style: Parameter<Style>

        init(declaring parameters: inout ParameterDeclarations) {
            text = parameters.positional("text", "the text")
            times = parameters.labelled(
                "times", default: 1, limits: .range(1...9), unit: "times", "how often it is said")
            style = parameters.labelled("style", default: .plain, "how it is said")
        }
    }

    struct Label: ParameterList {
        let text: Parameter<AnyText>
        let kind: Parameter<String>

        init(declaring parameters: inout ParameterDeclarations) {
            text = parameters.positional("text", "the text")
            kind = parameters.labelled("kind", "what it is called")
        }
    }

    struct OneText: ParameterList {
        let text: Parameter<AnyText>

        init(declaring parameters: inout ParameterDeclarations) {
            text = parameters.positional("text", "the text")
        }
    }

    struct OneString: ParameterList {
        let string: Parameter<String>

        init(declaring parameters: inout ParameterDeclarations) {
            string = parameters.positional("string", "some words")
        }
    }

    struct Save: ParameterList {
        let text: Parameter<AnyText>
        let to: Parameter<String>

        init(declaring parameters: inout ParameterDeclarations) {
            text = parameters.positional("text", "the text")
            to = parameters.labelled("to", "the path")
        }
    }

    /// A text, or the copy that is part of one.
    struct AnyText: ArgumentValue {
        static let valueType = Text.valueType
        let text: Text

        init?(argument: Value) {
            guard let text = Text(argument: argument) ?? Copy(argument: argument)?.text else { return nil }
            self.text = text
        }
    }

    /// Steps about texts, which are blobs.
    static func texts(_ tally: Tally) -> [any VersionedStep] {
        [
            FakeStep<Words>(
                declaration: Declaration("words", "A text.", result: Text.valueType), tally: tally
            ) { call, _, _ in
                let text = String(repeating: call.text, count: call.times)
                return try StepResult(text: Text(call.style == .loud ? text.uppercased() : text))
            },
            FakeStep<Label>(
                declaration: Declaration(
                    "label", "The same text, called something else; its letters are not looked at.",
                    result: Text.valueType), tally: tally
            ) { call, _, _ in
                try StepResult(text: Text(kind: call.kind, letters: call.text.text.letters))
            },
            FakeStep<OneText>(
                declaration: Declaration("reverse", "The text backwards.", result: Text.valueType),
                tally: tally
            ) { call, _, _ in
                try StepResult(text: Text(String(try call.text.text.string.reversed())))
            },
            FakeStep<OneString>(
                declaration: Declaration("read", "A data file.", result: Text.valueType),
                tally: tally,
                finding: { call, context in
                    for folder in context.dataDirectories {
                        if let data = try? Data(contentsOf: URL(filePath: folder + "/" + call.string)) {
                            return StepInputs(files: [.init(name: call.string, data: data)])
                        }
                    }
                    throw FakeFailure(description: "there is no file '\(call.string)'")
                }
            ) { _, inputs, _ in
                try StepResult(text: Text(String(decoding: inputs.files[0].data, as: UTF8.self)))
            },
            FakeStep<Save>(
                declaration: Declaration(
                    "save", "Writes a text into the output folder.", result: .nothing), tally: tally
            ) { call, _, _ in
                // Bytes specific to this step, so that no other result shares the blob.
                let saved = "saved: " + (try call.text.text.string)
                return StepResult(files: [.init(path: call.to, content: Blob(Data(saved.utf8)))])
            },
        ]
    }
}

import Diagnostics
import Foundation
import Steps
import TestSupport
import Testing
import Workflow

/// The code in quotation marks in advice, which users copy as it is written.
struct AdviceTextTests {
    /// The names that advice takes for granted.
    private static let given = """
        let data = load("builtin", train: 20, test: 10)
        let layers = [conv2d(2, kernel: 3), relu, flatten, dense(10)]
        let model = train(data, layers: layers)
        let first = model
        let second = model
        let result = evaluate(model, on: data.test)
        let comparison = compareModels(first, second, on: data.test)
        let array = [1.0, 2.0]
        let number = 2
        let share = 0.5
        let seconds = 2.5

        """

    /// The calls that an argument by itself may belong to.
    private static let calls = [
        "train(data, layers: layers, …)", "train(data, layers: layers, validation: 0.1, …)",
        "train(data, …)", "train(data, from: model, …)", "augment(data, …)",
        "load(from: \"folder\", split: 0.2, …)", "conv2d(8, kernel: 3, …)", "conv2d(8, …)",
        "crossEntropy(…)", "adam(…)", "cosine(…)",
    ]

    /// What stands in single quotation marks; an apostrophe follows a letter.
    private static func quotations(in text: String) -> [String] {
        var found: [String] = []
        var start: String.Index?
        var before: Character = " "
        for place in text.indices {
            if text[place] == "'" {
                if let begin = start {
                    found.append(String(text[begin..<place]))
                    start = nil
                } else if !before.isLetter {
                    start = text.index(after: place)
                }
            }
            before = text[place]
        }
        return found
    }

    @Test func `quotations are told from apostrophes`() {
        #expect(
            Self.quotations(in: "it is the loss's: 'loss: a()', and 'b' or an image's 'c: 1'") == [
                "loss: a()", "b", "c: 1",
            ])
    }

    @Test func `every call and every argument in advice can be written as it stands`() throws {
        let experiment = try Experiment()
        for number in 0..<10 {
            let samples = (0..<16).map { UInt8($0 + number) }
            try experiment.folder.write(
                Data.graymap(4, 4, samples), to: "folder/\(number % 2)/\(number).pgm")
        }
        let rows = (0..<10).map { "\($0 % 2),\($0),3,4,5\n" }
        try experiment.folder.write(rows.joined(), to: "digits.csv")
        // There is no file of a network here, and the seed belongs in the front matter.
        func isAccepted(_ code: String) -> Bool {
            experiment.diagnose(Self.given + code).found
                .allSatisfy { $0.id == "loadModel.no-such-file" }
        }
        let quoted = Set(Registry.standard.advice.texts.flatMap(Self.quotations))
            .filter { $0.contains(" ") || $0.contains("(") }.subtracting(["seed: 1"]).sorted()
        #expect(quoted.count > 60)
        #expect(isAccepted(""))
        for code in quoted {
            let whole = code.replacing("train(…", with: "train(data, layers: layers")
            #expect(
                isAccepted("let written = \(whole)") || isAccepted(whole)
                    || Self.calls.contains { isAccepted("let written = \($0.replacing("…", with: code))") },
                "\(code)")
        }
    }
}

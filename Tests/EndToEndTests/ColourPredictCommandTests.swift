import Foundation
import TestSupport
import Testing

/// `stepbook predict` with a network of pictures in colour.
struct ColourPredictCommandTests {
    /// The program beside a network and pictures; made once.
    private static let prepared = Result {
        let tool = try BuiltTool.besideColourNetwork()
        for (name, isAirplane) in [("1.png", false), ("2.png", true), ("10.png", true)] {
            try tool.folder.write(.colourPicture(33, 25, ofAirplane: isAirplane), to: "mine/" + name)
        }
        try tool.folder.write(.graymap(12, 12, (0..<144).map { UInt8($0) }), to: "grey.pgm")
        return tool
    }

    @Test func `a folder's pictures are told apart by their colours, each with its confidence`() throws {
        let outcome = try Self.prepared.get().run("predict", "out/n/net.pt", "mine")
        #expect(outcome.status == 0)
        #expect(outcome.messages == "")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 3)
        for (line, label) in zip(lines, ["1.png   frog", "2.png   airplane", "10.png  airplane"]) {
            let words = line.split(separator: "  ")
            #expect(line.hasPrefix("mine/\(label)  "), "\(line)")
            #expect(words.last?.contains(/^\((?:frog|airplane) .+%\)$/) == true, "\(line)")
        }
    }

    @Test func `programs get every class with its probability, and no place on the picture`() throws {
        let outcome = try Self.prepared.get().run("predict", "out/n/net.pt", "mine/2.png", "--json")
        let list = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
        let reading = try #require((list.first?["readings"] as? [[String: Any]])?.first)
        #expect(reading["label"] as? String == "airplane")
        #expect(reading["box"] is NSNull)
        let probabilities = try #require(reading["probabilities"] as? [[String: Any]])
        #expect(probabilities.compactMap { $0["label"] as? String } == ["airplane", "frog"])
        let sum = probabilities.compactMap { $0["probability"] as? Double }.reduce(0, +)
        #expect(abs(sum - 1) < 1e-5)
    }

    @Test func `a grey picture is seen in three equal channels, which is told`() throws {
        let one = try Self.prepared.get().run("predict", "out/n/net.pt", "grey.pgm")
        #expect(one.status == 0)
        #expect(
            one.messages
                == "warning: The network takes colours: 'grey.pgm' is grey, and is seen in three equal channels.\n"
        )
        let both = try Self.prepared.get().run("predict", "out/n/net.pt", "grey.pgm", "mine/2.png")
        #expect(
            both.messages
                == "warning: The network takes colours: 1 of 2 pictures is grey, and is seen in three equal channels.\n"
        )
    }

    @Test(arguments: [("--prepare", "digit"), ("--find", "digits")])
    func `handwriting is not looked for in colours`(option: String, value: String) throws {
        let outcome = try Self.prepared.get().run(
            "predict", "out/n/net.pt", "mine", option, value)
        #expect(outcome.status == 1)
        #expect(outcome.output == "")
        #expect(
            outcome.messages
                == "error: 'out/n/net.pt' takes pictures in colour, which are scaled as they are: no handwriting is looked for in them; leave out '\(option) \(value)'\n"
        )
    }
}

import Figures
import Foundation
import Testing

struct FigureTests {
    /// A kind that only this test knows.
    private struct Dial: FigureContent {
        static let kind = "dial"
        var title: String?
        let angle: Double
        var isPossible: Bool { (0..<360).contains(angle) }
    }

    private static func decoder(_ kinds: FigureKinds?) -> JSONDecoder {
        let decoder = JSONDecoder()
        decoder.userInfo[FigureKinds.key] = kinds
        return decoder
    }

    private static let known = FigureKinds.standard.adding([Dial.self])

    @Test func `a custom figure is read as it was written`() throws {
        let figures = [Figure(Dial(angle: 30)), Figure(Table(columns: ["a"], rows: [[.integer(1)]]))]
        let read = try Self.decoder(Self.known).decode([Figure].self, from: JSONEncoder().encode(figures))
        #expect(read == figures)
        #expect(read.map(\.kind) == ["dial", "table"])
        #expect((read[0].content as? Dial)?.angle == 30)
    }

    @Test func `a figure of an unknown kind is refused with what to do`() throws {
        let data = try JSONEncoder().encode(Figure(Dial(angle: 30)))
        for kinds in [FigureKinds.standard, nil] {
            let problem = #expect(throws: UnknownFigureKind.self) {
                try Self.decoder(kinds).decode(Figure.self, from: data)
            }
            #expect(problem == UnknownFigureKind(name: "dial"))
            #expect(problem?.description.contains("figures: […]") == true)
        }
    }

    @Test func `a figure that its kind calls impossible is refused`() throws {
        let data = try JSONEncoder().encode(Figure(Dial(angle: 360)))
        #expect(throws: DecodingError.self) { try Self.decoder(Self.known).decode(Figure.self, from: data) }
    }

    @Test func `figures of two kinds are never equal, and neither are those with different titles`() {
        #expect(Figure(Dial(angle: 1)) == Figure(Dial(angle: 1)))
        #expect(Figure(Dial(angle: 1)) != Figure(Dial(angle: 2)))
        #expect(Figure(Dial(angle: 1)) != Figure(Table(columns: [], rows: [])))
        #expect(Figure(Dial(angle: 1)).titled("a") != Figure(Dial(angle: 1)))
        #expect(Figure(Dial(angle: 1)).titled("a").content.title == "a")
    }

    @Test func `an image without a loss is stored as before there were losses`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let item = ImageGrid.Item(index: 3, label: "a")
        let stored = Data(#"{"guesses":[],"index":3,"label":"a"}"#.utf8)
        #expect(try encoder.encode(item) == stored)
        #expect(try JSONDecoder().decode(ImageGrid.Item.self, from: stored) == item)
        let hard = ImageGrid.Item(index: 3, label: "a", loss: 2.5)
        #expect(try JSONDecoder().decode(ImageGrid.Item.self, from: encoder.encode(hard)) == hard)
    }

    @Test func `the names of the kinds stay as caches have them`() {
        #expect(
            FigureKinds.standard.all.map { $0.kind } == [
                "lineChart", "imageGrid", "confusionMatrix", "table", "predictionSheet", "drawingPad",
                "network", "heatMaps",
            ])
    }
}

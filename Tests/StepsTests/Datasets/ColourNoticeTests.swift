import Foundation
import TestSupport
import Testing
import Workflow

/// Colours that become grey are told of.
struct ColourNoticeTests {
    let experiment: Experiment

    init() throws { experiment = try Experiment() }

    private func png(_ colour: [UInt8]) -> Data {
        .png(2, 1, colourType: 2, bitDepth: 8, rows: [colour + [0, 0, 0]])
    }

    private func notices(_ files: [Data]) throws -> [String] {
        for (index, file) in files.enumerated() {
            try experiment.folder.write(file, to: "set/train/a/\(index)")
            try experiment.folder.write(file, to: "set/test/a/\(index)")
        }
        let run = try experiment.run("let set = load(from: \"set\")")
        #expect(run.failures == [])
        return run.notices.map(\.message)
    }

    @Test func `coloured pictures are counted`() throws {
        #expect(
            try notices([png([255, 0, 0]), png([9, 9, 9])]) == [
                "Colours became grey: 2 of 4 images of 'set' are coloured, and a network sees them in one channel, without their colours."
            ])
    }

    @Test func `coloured palettes and photographs are coloured too`() throws {
        let palette = Data.png(
            2, 1, colourType: 3, bitDepth: 8, rows: [[0, 1]], palette: [0, 90, 200, 255, 255, 255])
        #expect(try notices([palette]).count == 1)
        let photograph = try Data(
            contentsOf: BuiltTool.packageFolder.appending(path: "Tests/ImagesTests/Fixtures/colour.jpg"))
        let other = try Experiment()
        try other.folder.write(photograph, to: "set/train/a/1.jpg")
        try other.folder.write(photograph, to: "set/test/a/1.jpg")
        #expect(
            try other.run("let set = load(from: \"set\")").notices.map(\.message) == [
                "Colours became grey: all 2 images of 'set' are coloured, and a network sees them in one channel, without their colours."
            ])
    }

    @Test func `greys that are stored as colours are no loss`() throws {
        #expect(try notices([png([200, 200, 200]), .graymap(2, 1, [1, 2])]) == [])
    }
}

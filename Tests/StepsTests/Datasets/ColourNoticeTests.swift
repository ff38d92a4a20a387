import Foundation
import TestSupport
import Testing
import Workflow

/// What files lose, and what they lack, is reported.
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

    @Test func `of few coloured pictures among grey ones is told`() throws {
        let grey = png([9, 9, 9])
        #expect(
            try notices([png([255, 0, 0]), grey, grey]) == [
                "The images of 'set' are loaded in colour, for 2 of 6 are coloured; the others are grey in three equal channels. 'channels: .grey' loads all in grey."
            ])
    }

    @Test func `coloured palettes are coloured too`() throws {
        let palette = Data.png(
            2, 1, colourType: 3, bitDepth: 8, rows: [[0, 1]], palette: [0, 90, 200, 255, 255, 255])
        #expect(try notices([palette, png([9, 9, 9]), png([7, 7, 7])]).count == 1)
    }

    /// A PNG file of one row of samples of sixteen bits.
    private func deep(_ samples: [Int]) -> Data {
        .png(
            samples.count, 1, colourType: 0, bitDepth: 16,
            rows: [samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }])
    }

    /// A PGM file of one row of samples of two bytes.
    private func deepGraymap(_ samples: [Int], most: Int) -> Data {
        Data("P5\n\(samples.count) 1\n\(most)\n".utf8)
            + Data(samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
    }

    @Test func `grey levels that are lost from 16 to 8 bits are reported`() throws {
        let files = [
            deep([0, 1000, 1010, 4095]), deep([0, 100, 110, 254]),
            deepGraymap([0, 100, 110, 199], most: 65535),
            .graymap(4, 1, [0, 1, 2, 3]),
        ]
        #expect(
            try notices(files) == [
                "Levels of grey were lost: 6 of 8 images of 'set' store up to 16 bits a sample and use less than an eighth of their range, of which a network sees 32 levels at most; spread the values over the whole range."
            ])
    }

    @Test func `sixteen bits that use their range, or lose no level, are no loss`() throws {
        let files = [
            deep([0, 1000, 1010, 65535]), deep([257, 2 * 257, 3 * 257, 4 * 257]), deep([9, 9, 9, 9]),
            deepGraymap([0, 1, 2, 4095], most: 4095),
        ]
        #expect(try notices(files) == [])
    }

    @Test func `ink that was inverted to dark on light is reported`() throws {
        let ink = (0..<100).map { (4...5).contains($0 % 10) && (2...7).contains($0 / 10) ? UInt8(255) : 0 }
        for part in ["train", "test"] {
            try experiment.folder.write(Data.graymap(10, 10, ink), to: "ink/\(part)/a/1.pgm")
            try experiment.folder.write(
                Data.graymap(10, 10, ink.map { 255 - $0 }), to: "paper/\(part)/a/1.pgm")
        }
        func told(_ cell: String) throws -> [String] { try experiment.run(cell).notices.map(\.message) }
        #expect(
            try told("let d = load(from: \"ink\", invert: true)") == [
                "The images of 'ink' are ink, light on dark, as they are, and 'invert: true' made them dark on light; leave it out."
            ])
        #expect(try told("let d = load(from: \"ink\")") == [])
        #expect(try told("let d = load(from: \"paper\", invert: true)") == [])
    }

    /// Files of many images as those of one each.
    @Test(arguments: ["set.npz", "set.csv", "idx"])
    func `ink of data files that was inverted is reported`(name: String) throws {
        let ink = (0..<100).map { (4...5).contains($0 % 10) && (2...7).contains($0 / 10) ? UInt8(255) : 0 }
        func told(_ samples: [UInt8], _ arguments: String) throws -> [String] {
            let row = "0," + samples.map(String.init).joined(separator: ",") + "\n"
            try experiment.folder.write(row + row, to: "set.csv")
            let arrays = ["train", "test"].flatMap {
                [
                    ("x_\($0).npy", Data.numPy([1, 10, 10], samples)),
                    ("y_\($0).npy", Data.numPy([1], [0])),
                ]
            }
            try experiment.folder.write(Data.zip(arrays), to: "set.npz")
            for part in ["train", "test"] {
                try experiment.folder.write(
                    Data.idx([1, 10, 10], samples), to: "idx/\(part)-images-idx3-ubyte")
                try experiment.folder.write(Data.idx([1], [0]), to: "idx/\(part)-labels-idx1-ubyte")
            }
            let split = name == "set.csv" ? ", split: 0.5" : ""
            let run = try experiment.run("let d = load(from: \"\(name)\"\(split)\(arguments))")
            #expect(run.failures == [])
            return run.notices.map(\.message)
        }
        #expect(
            try told(ink, ", invert: true") == [
                "The images of '\(name)' are ink, light on dark, as they are, and 'invert: true' made them dark on light; leave it out."
            ])
        #expect(try told(ink, "") == [])
        #expect(try told(ink.map { 255 - $0 }, ", invert: true") == [])
    }

    @Test func `greys that are stored as colours are no loss`() throws {
        #expect(try notices([png([200, 200, 200]), .graymap(2, 1, [1, 2])]) == [])
    }
}

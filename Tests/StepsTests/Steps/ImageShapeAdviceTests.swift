import Diagnostics
import Foundation
import TestSupport
import Testing
import Workflow

/// What is said where images have another shape than those that a network takes, or one class alone.
struct ImageShapeAdviceTests {
    private let experiment: Experiment

    /// Pictures in colour and grey ones of another size, each in two classes, and tables of grey images.
    init() throws {
        experiment = try Experiment()
        for label in ["a", "b"] {
            for number in 0..<2 {
                let rows = (0..<8).map { row in (0..<24).map { UInt8(($0 * 90 + row * 31 + number) % 256) } }
                try experiment.folder.write(
                    Data.png(8, 8, colourType: 2, bitDepth: 8, rows: rows), to: "paint/\(label)/\(number).png"
                )
                let samples = (0..<36).map { UInt8($0 + number) }
                try experiment.folder.write(
                    Data.graymap(6, 6, samples), to: "grey/\(label)/\(number).pgm")
            }
        }
        try experiment.folder.write("0,7,2,3,4\n0,9,2,3,4\n1,5,6,7,8\n1,5,9,7,8\n", to: "table.csv")
        try experiment.folder.write("4,1,2,3,4\n4,9,2,3,4\n4,5,6,7,8\n", to: "one.csv")
    }

    @Test func `images of another shape are answered by what loads them, if they are image files`() throws {
        let (source, found) = experiment.diagnose(
            """
            let paint = load(from: "paint", split: 0.5)
            let grey = load(from: "grey", split: 0.5)
            let table = load(from: "table.csv", split: 0.5)
            let network = train(paint, layers: [flatten, dense(2)])
            let first = evaluate(network, on: ‹grey›)
            let second = compareModels(‹network›, network, on: grey)
            let third = evaluate(train(grey, layers: [flatten, dense(2)]), on: ‹paint›)
            let fourth = train(grey, from: ‹network›)
            let fifth = evaluate(network, on: ‹table›)
            let sixth = train(normalize(load("builtin")), from: ‹network›)
            """)
        #expect(found.map(\.range) == source.ranges)
        #expect(found.allSatisfy { $0.id.hasSuffix(".shape") })
        let coloured = "load them with 'channels: .colour, size: 8'"
        func other(_ shape: String) -> String {
            "'channels:' and 'size:' go with image files of your own, so these stay \(shape): take a network for such images"
        }
        #expect(
            found.flatMap(\.notes).map(\.message) == [
                coloured, coloured, "load them with 'channels: .grey, size: 6'", coloured, other("1×2×2"),
                other("1×28×28"),
            ])
        let (_, mended) = experiment.diagnose(
            """
            let paint = load(from: "paint", split: 0.5)
            let grey = load(from: "grey", split: 0.5, channels: .colour, size: 8)
            let first = evaluate(train(paint, layers: [flatten, dense(2)]), on: grey)
            """)
        #expect(mended == [])
    }

    @Test func `data sets of different shapes are joined as the advice says`() throws {
        let (source, found) = experiment.diagnose(
            """
            let paint = load(from: "paint", split: 0.5)
            let small = load(from: "paint", split: 0.5, channels: .grey)
            let grey = load(from: "grey", split: 0.5)
            let table = load(from: "table.csv", split: 0.5)
            let first = join(paint, ‹small›)
            let second = join(small, ‹paint›)
            let third = join(paint, ‹grey›)
            let fourth = join(grey, ‹table›)
            let fifth = join(table, ‹load("builtin")›)
            """)
        #expect(found.map(\.range) == source.ranges)
        #expect(found.allSatisfy { $0.id == "join.shape" })
        #expect(
            found.map { $0.notes.map(\.message) } == [
                ["load these with 'channels: .colour'"], ["load these with 'channels: .grey'"],
                ["load these with 'channels: .colour, size: 8'"],
                ["load those of the first with 'size: 2'"], [],
            ])
        let (_, mended) = experiment.diagnose(
            """
            let colour = load(from: "paint", split: 0.5)
            let first = join(colour, load(from: "paint", split: 0.5, channels: .colour))
            """)
        #expect(mended == [])
    }

    @Test func `a file of one class is answered by its labels, and never by subfolders`() throws {
        let labels = "a file's classes are its labels: give the images of each class a label of their own"
        let load = "let set = load(from: \"one.csv\", split: 0.5)\n"
        let (source, found) = experiment.diagnose(
            load + "let model = train(‹set›, layers: [flatten, dense(3)])")
        source.expect(found, ["train.shape: the network ends in 3, but there is only 1 class, '4'"])
        #expect(found.flatMap(\.notes).map(\.message) == [labels])
        let (_, warned) = experiment.check(load + "let model = train(set, layers: [flatten, dense(1)])")
        #expect(warned.map(\.id) == ["train.classes"])
        #expect(warned.flatMap(\.notes).map(\.message) == [labels])
    }
}

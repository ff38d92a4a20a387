import Diagnostics
import Figures
import Foundation
import Steps
import TestSupport
import Testing
import Workflow

struct JoinTests {
    let experiment: Experiment

    init() throws {
        experiment = try Experiment()
        for part in ["train", "test"] {
            for (label, sample) in [("a", 1), ("b", 2)] as [(String, UInt8)] {
                try experiment.folder.write(
                    Data.graymap(2, 2, [sample, 0, 0, 255]), to: "one/\(part)/\(label)/1.pgm")
                try experiment.folder.write(
                    Data.graymap(2, 2, [sample + 10, 0, 0, 255]), to: "two/\(part)/\(label)/1.pgm")
                try experiment.folder.write(
                    Data.graymap(2, 2, [sample, 0, 0, 255]), to: "other/\(part)/x\(label)/1.pgm")
                try experiment.folder.write(
                    Data.graymap(1, 2, [sample, 0]), to: "narrow/\(part)/\(label)/1.pgm")
            }
            try experiment.folder.write(Data.graymap(2, 2, [3, 0, 0, 255]), to: "three/\(part)/a/1.pgm")
        }
    }

    @Test func `two data sets become one, training and test images`() throws {
        let run = try experiment.run(
            """
            let both = join(load(from: "one"), load(from: "two"))
            plot(both.train)
            plot(both.test)
            """)
        #expect(run.failures == [])
        #expect(run.number("both.train.count") == 4)
        #expect(run.number("both.test.count") == 4)
        #expect(run.number("both.classes") == 2)
        for grid in run.imageGrids {
            let firsts = grid.items.indices.map { grid.pixels[grid.pixels.startIndex + $0 * 12] }
            #expect(firsts == [1, 2, 11, 12])
            #expect(grid.items.map(\.label) == ["a", "b", "a", "b"])
        }
    }

    @Test func `a network is trained on both and checked against both`() throws {
        let run = try experiment.run(
            """
            let digits = join(load("builtin", train: 200, test: 20), load("builtin", train: 100, test: 10, styles: .more))
            let model = train(normalize(digits), layers: [flatten, dense(10)], validation: 0.1)
            """)
        #expect(run.failures == [])
        #expect(run.number("digits.train.count") == 300)
        let (source, found) = experiment.diagnose(
            """
            let digits = join(load("builtin", train: 2), load("builtin", train: 2, styles: .more))
            let model = train(digits, layers: [flatten, ‹dense(11)›])
            let other = train(digits, layers: [flatten, dense(10)], validation: ‹0.9›)
            """)
        source.expect(
            found,
            [
                "train.shape: the network ends in 11, but there are 10 classes | end it with 'dense(10)'",
                "train.validation: of 4 training images, 4 cannot be held out",
            ])
    }

    @Test func `digits in image files that are ink are joined to others`() throws {
        let digits = BuiltinDigits(seed: 1, part: .training).images(0..<40)
        for index in 0..<40 {
            let pixels = digits.pixels[index * 784..<(index + 1) * 784]
            try experiment.folder.write(
                Data.graymap(28, 28, pixels), to: "mine/\(digits.labels[index])/\(index).pgm")
        }
        let run = try experiment.run(
            """
            let both = join(load("builtin", train: 10, test: 5), load(from: "mine", split: 0.2))
            plot(both.train)
            """)
        #expect(run.failures == [])
        #expect(run.number("both.count") == 55)
        #expect(run.imageGrids.first?.channels == 1)
    }

    @Test func `data sets that do not match are found before anything runs`() throws {
        let (source, found) = experiment.diagnose(
            """
            let one = load(from: "one")
            let a = join(one, ‹load(from: "narrow")›)
            let b = join(one, ‹load(from: "three")›)
            let c = join(one, ‹load(from: "other")›)
            let d = join(one, ‹load(from: "two", invert: true)›)
            let e = join(one, ‹normalize(load(from: "two"))›)
            let f = join(‹augment(one, rotate: 3)›, load(from: "two"))
            """)
        source.expect(
            found,
            [
                "join.shape: images of 1×2×1 cannot be joined to images of 1×2×2",
                "join.classes: a data set of 1 classes cannot be joined to one of 2",
                "join.classes: the classes are not the same: class 0 is 'xa' here and 'a' in the first",
                "join.ink: ink (light on dark) cannot be joined to pictures; 'invert: true' of 'load' makes ink of pictures that are dark on light",
                "join.changed: data sets are joined as they were loaded, and this one is normalized already",
                "join.changed: data sets are joined as they were loaded, and this one is augmented already",
            ])
    }

    @Test func `repeated joins are refused before there are too many images`() {
        // 60,000 images doubled four times are 960,000, and five times more than 2³⁰ samples.
        let doubled = (0..<4).map { "let d\($0 + 1) = join(d\($0), d\($0))" }.joined(separator: "\n")
        let further = (6..<64).map { "let d\($0) = join(d\($0 - 1), d\($0 - 1))" }.joined(separator: "\n")
        let (source, found) = experiment.diagnose(
            """
            let d0 = load("builtin")
            \(doubled)
            let d5 = ‹join(d4, d4)›
            \(further)
            """)
        let most = NumberText.grouped((1 << 30) / 784)
        source.expect(
            found,
            [
                "join.too-many-images: the data set would have \(NumberText.grouped(1_920_000)) training images of 1×28×28, and \(most) of that size are the most"
            ])
    }

    @Test func `more built-in digits than a data set may hold are refused before they are drawn`() {
        let (source, found) = experiment.diagnose(
            """
            let a = load("builtin", train: ‹10000000›)
            let b = load("builtin", test: ‹1369569›)
            let c = load("builtin", test: 1369568)
            """)
        let most = NumberText.grouped(1_369_568)
        source.expect(
            found,
            [
                "load.too-many-images: the data set would have \(NumberText.grouped(10_000_000)) training images of 1×28×28, and \(most) of that size are the most",
                "load.too-many-images: the data set would have \(NumberText.grouped(1_369_569)) test images of 1×28×28, and \(most) of that size are the most",
            ])
    }
}

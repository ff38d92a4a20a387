import Diagnostics
import Figures
import Foundation
import NeuralNet
import TestSupport
import Testing
import Workflow

struct AugmentTests {
    private static let load = "let digits = load(\"builtin\", train: 300, test: 20)\n"

    @Test func `the training images are shown augmented, the test images unchanged`() throws {
        let run = try Experiment().run(
            Self.load
                + """
                let changed = normalize(augment(digits, rotate: 10, shift: 2, scale: 0.1))
                let turned = augment(normalize(digits), rotate: 10, shift: 2, scale: 0.1)
                plot(digits.train)
                plot(changed.train)
                plot(turned.train)
                plot(digits.test)
                plot(changed.test)
                let same = augment(digits)
                plot(same)
                """)
        #expect(run.failures == [])
        let grids = run.imageGrids
        #expect(grids.count == 6)
        #expect(grids[1].pixels != grids[0].pixels)
        #expect(grids[1].items == grids[0].items)
        #expect(grids[2] == grids[1])
        #expect(grids[4] == grids[3])
        #expect(grids[5] == grids[0])
        #expect(run.number("changed.train.count") == 300)
        #expect(run.number("changed.mean") == run.number("turned.mean"))
    }

    @Test func `another seed augments the images differently`() throws {
        func pixels(seed: Int) throws -> [UInt8] {
            var experiment = try Experiment()
            experiment.dataDirectories = [data.path]
            experiment.mnist = SmallMNIST().publication(mirrors: [])
            experiment.seed = seed
            let run = try experiment.run("plot(augment(load(\"mnist\"), rotate: 30))")
            #expect(run.failures == [])
            return Array(run.imageGrids[0].pixels)
        }
        let data = try TemporaryFolder()
        try SmallMNIST().write(to: data)
        #expect(try pixels(seed: 1) == pixels(seed: 1))
        #expect(try pixels(seed: 1) != pixels(seed: 2))
    }

    @Test func `a network is trained on augmented images`() throws {
        let run = try Experiment().run(
            Self.load
                + """
                let plain = train(digits, layers: [flatten, dense(10)])
                let changed = train(augment(digits, shift: 3), layers: [flatten, dense(10)])
                let held = train(digits, layers: [flatten, dense(10)], validation: 0.1)
                let heldChanged = train(augment(digits, shift: 3), layers: [flatten, dense(10)], validation: 0.1)
                plot(plain.history)
                plot(changed.history)
                plot(held.history)
                plot(heldChanged.history)
                """)
        #expect(run.failures == [])
        #expect(run.figures.count == 4)
        #expect(run.figures[0] != run.figures[1])
        #expect(run.figures[2] != run.figures[3])
    }

    @Test func `images that are augmented already are found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let twice = augment(‹normalize(augment(digits, shift: 1))›, rotate: 5)
            """)
        source.expect(found, ["augment.augmented-twice: the training images are augmented already"])
        #expect(found.flatMap(\.notes).map(\.message) == ["give all arguments to one 'augment'"])
    }

    @Test func `limits out of range are found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let changed = augment(digits, rotate: ‹181›, shift: ‹-1›, scale: ‹1.0›)
            """)
        source.expect(
            found,
            [
                "augment.out-of-range: 'rotate' of 'augment' takes 0 to 180 degrees, but this is 181",
                "augment.out-of-range: 'shift' of 'augment' takes 0 to 1000 pixels, but this is -1",
                "augment.out-of-range: 'scale' of 'augment' takes 0 or more and less than 1, but this is 1",
            ])
    }
}

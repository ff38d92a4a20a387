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
        #expect(grids.map(\.isAugmented) == [nil, true, true, nil, nil, nil])
        #expect(run.number("changed.train.count") == 300)
        #expect(run.number("changed.mean") == run.number("turned.mean"))
    }

    /// The images of a grid in grey.
    private static func images(of grid: ImageGrid) -> [[UInt8]] {
        let size = grid.height * grid.width
        return grid.items.indices.map { Array(grid.pixels.dropFirst($0 * size).prefix(size)) }
    }

    /// An image of 28 × 28 pixels flipped and then moved, with zeros from outside.
    private static func window(
        of image: [UInt8], isFlipped: Bool = false, _ down: Int = 0, _ across: Int = 0
    ) -> [UInt8] {
        var window: [UInt8] = []
        for place in 0..<784 {
            let row = place / 28 + down
            let column = place % 28 + across
            let isInside = (0..<28).contains(row) && (0..<28).contains(column)
            window.append(isInside ? image[row * 28 + (isFlipped ? 27 - column : column)] : 0)
        }
        return window
    }

    @Test func `flips, crops and squares are shown as the network is given them, in training images alone`()
        throws
    {
        let run = try Experiment().run(
            Self.load
                + """
                plot(digits.train)
                plot(augment(digits, flip: true).train)
                plot(augment(digits, crop: 3).train)
                plot(augment(digits, cutout: 6).train)
                plot(augment(normalize(digits, mean: 0.4, std: 0.25), cutout: 6).train)
                plot(normalize(augment(digits, cutout: 6), mean: 0.4, std: 0.25).train)
                plot(augment(digits, brightness: 0.5).train)
                plot(augment(digits, contrast: 0.5).train)
                plot(digits.test)
                plot(augment(digits, flip: true, crop: 3, cutout: 6, brightness: 0.5, contrast: 0.5).test)
                """)
        #expect(run.failures == [])
        let grids = run.imageGrids
        #expect(grids.count == 10)
        let shown = grids.map(Self.images)
        let originals = shown[0]
        #expect(originals.count == 24)

        let mirrored = originals.map { Self.window(of: $0, isFlipped: true) }
        let flips = originals.indices.count { shown[1][$0] == mirrored[$0] }
        #expect((4...20).contains(flips))
        #expect(originals.indices.count { shown[1][$0] == originals[$0] } == 24 - flips)

        for (original, crop) in zip(originals, shown[2]) {
            var windows: [[UInt8]] = []
            for down in -3...3 {
                for across in -3...3 { windows.append(Self.window(of: original, down, across)) }
            }
            #expect(windows.contains(crop))
        }
        #expect(shown[2] != originals)

        // Without normalization the square is 0, with it the mean, whichever comes first.
        for (grid, mean) in [(3, UInt8(0)), (4, 102)] {
            for (original, cut) in zip(originals, shown[grid]) {
                let changed = cut.indices.filter { cut[$0] != original[$0] }
                #expect(changed.count <= 36)
                #expect(changed.allSatisfy { cut[$0] == mean })
            }
            #expect(shown[grid] != originals)
        }
        #expect(grids[5] == grids[4])

        for grid in [6, 7] {
            // A factor near 1 changes no byte.
            #expect(originals.indices.count { shown[grid][$0] != originals[$0] } > 16)
        }
        #expect(grids[9] == grids[8])
    }

    @Test func `mixed images are shown, with both classes and their shares, in training images alone`() throws
    {
        let run = try Experiment().run(
            Self.load
                + """
                plot(digits.train)
                plot(augment(digits, mixup: 1).train)
                plot(digits.test)
                plot(augment(digits, mixup: 1).test)
                """)
        #expect(run.failures == [])
        let grids = run.imageGrids
        #expect(grids.count == 4)
        let (originals, shown) = (Self.images(of: grids[0]), Self.images(of: grids[1]))
        let classes = grids[0].items.map(\.label)
        let mixtures = Augmentation(mixup: 1, seed: 0).mixtures(of: Array(originals.indices), epoch: 0)
        for (place, mixture) in mixtures.enumerated() {
            #expect(shown[place] == mixture.mixed(originals[place], with: originals[mixture.partner]))
            let (own, other) = (classes[place], classes[mixture.partner])
            let percent = Int((100 * mixture.share).rounded())
            let label =
                own == other || percent == 100
                ? own
                : percent == 0
                    ? other : "\(own) \(percent)\u{A0}% + \(other) \(100 - percent)\u{A0}%"
            #expect(grids[1].items[place].label == label)
        }
        #expect(grids[1].items.count { $0.label.contains("%") } > 12)
        #expect(grids[3] == grids[2])
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

    @Test(arguments: ["flip: true", "crop: 3", "cutout: 6", "brightness: 0.5", "contrast: 0.5", "mixup: 0.4"])
    func `each change has a training of its own`(argument: String) throws {
        let run = try Experiment().run(
            Self.load
                + """
                let plain = train(digits, layers: [flatten, dense(10)], validation: 0.1)
                let changed = train(augment(digits, \(argument)), layers: [flatten, dense(10)], validation: 0.1)
                plot(plain.history)
                plot(changed.history)
                """)
        #expect(run.failures == [])
        #expect(run.figures.count == 2)
        #expect(run.figures[0] != run.figures[1])
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

    @Test func `an augmentation without any change is warned of`() throws {
        let (source, found) = try Experiment().check(
            """
            let digits = load("builtin", train: 20, test: 20)
            let same = ‹augment(digits)›
            let still = ‹augment(digits, rotate: 0, flip: false, crop: 0)›
            let changes = [
                augment(digits, rotate: 1).count, augment(digits, shift: 1).count, augment(digits, scale: 0.1).count,
                augment(digits, flip: true).count, augment(digits, crop: 1).count, augment(digits, cutout: 1).count,
                augment(digits, brightness: 0.1).count, augment(digits, contrast: 0.1).count,
                augment(digits, mixup: 0.1).count, augment(digits, shift: digits.mean).count
            ]
            """)
        source.expect(
            found,
            Array(
                repeating:
                    "warning augment.no-change: no argument asks for a change, so the images stay as they are",
                count: 2))
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

    @Test func `changes out of range are found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let changed = augment(digits, crop: ‹65›, cutout: ‹-1›, brightness: ‹1.5›, contrast: ‹-0.1›)
            let mixed = augment(digits, mixup: ‹-0.1›)
            let halves = augment(digits, mixup: ‹101›)
            """)
        source.expect(
            found,
            [
                "augment.out-of-range: 'crop' of 'augment' takes 0 to 64 pixels, but this is 65",
                "augment.out-of-range: 'cutout' of 'augment' takes 0 to 1000 pixels, but this is -1",
                "augment.out-of-range: 'brightness' of 'augment' takes 0 to 1, but this is 1.5",
                "augment.out-of-range: 'contrast' of 'augment' takes 0 to 1, but this is -0.1",
                "augment.out-of-range: 'mixup' of 'augment' takes 0 to 100, but this is -0.1",
                "augment.out-of-range: 'mixup' of 'augment' takes 0 to 100, but this is 101",
            ])
    }

    @Test func `a crop or a square that can leave nothing of an image is found before anything runs`() throws
    {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let possible = augment(digits, crop: 27, cutout: 27)
            let cropped = augment(digits, crop: ‹28›)
            let cut = augment(digits, cutout: ‹28›)
            """)
        source.expect(
            found,
            [
                "augment.crop: a crop of 28 pixels can miss an image of 28×28 pixels altogether",
                "augment.cutout: a square of 28 pixels can hide an image of 28×28 pixels altogether",
            ])
        #expect(found.flatMap(\.notes).map(\.message) == ["give at most 27", "give at most 27"])
    }

    @Test func `a shift or a scale that can leave nothing of an image is found before anything runs`() throws
    {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let possible = augment(digits, shift: 27.5, scale: 0.96, rotate: 180)
            let shifted = augment(digits, shift: ‹28›)
            let far = augment(digits, shift: ‹1000›)
            let scaled = augment(digits, scale: ‹0.97›)
            """)
        source.expect(
            found,
            [
                "augment.shift: a shift of 28 pixels can move all of an image of 28×28 pixels out of sight",
                "augment.shift: a shift of 1000 pixels can move all of an image of 28×28 pixels out of sight",
                "augment.scale: a change of scale of 0.97 can shrink an image of 28×28 pixels to less than one",
            ])
        #expect(
            found.flatMap(\.notes).map(\.message) == [
                "give at most 27", "give at most 27", "give at most 0.96",
            ])
    }

    @Test(arguments: [
        (
            "shift",
            "a shift of 28 pixels can move all of an image of 28×28 pixels out of sight: give at most 27"
        ),
        ("crop", "a crop of 28 pixels can miss an image of 28×28 pixels altogether: give at most 27"),
        ("cutout", "a square of 28 pixels can hide an image of 28×28 pixels altogether: give at most 27"),
    ])
    func `a number that only the run knows fails there with the same words`(label: String, message: String)
        throws
    {
        let run = try Experiment().run(
            Self.load + "let changed = augment(digits, \(label): digits.train.height)")
        #expect(run.failures == [message])
    }
}

import Diagnostics
import Figures
import Foundation
import Glibc
import Steps
import TestSupport
import Testing
import Workflow

/// The contents of a user's folder: nothing in it is skipped silently.
struct FolderContentTests {
    let experiment: Experiment

    init() throws { experiment = try Experiment() }

    private let webP = Data("RIFF\u{10}\0\0\0WEBPVP8 ".utf8)

    private func image(_ number: UInt8) -> Data { .graymap(2, 2, [number, 0, 0, 255]) }

    private func write(_ files: [String: Data]) throws {
        for (name, data) in files { try experiment.folder.write(data, to: name) }
    }

    private func link(_ name: String, to target: String) throws {
        let path = experiment.folder.path + "/" + name
        try #require(symlink(target, path) == 0, "\(String(cString: strerror(errno)))")
    }

    private func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: experiment.folder.path + "/" + name, withIntermediateDirectories: true)
    }

    /// The number of images of the data set `set`, and its notices.
    private func loaded(_ rest: String = ", split: 0.5") throws -> (count: Int, notices: [String]) {
        let run = try experiment.run("let set = load(from: \"set\"\(rest))")
        #expect(run.failures == [])
        return (Int(run.number("set.count") ?? 0), run.notices.map(\.message))
    }

    /// The error of `load(from: "set")`, and its notes.
    private func problem(_ rest: String = ", split: 0.5") -> (message: String, notes: [String]) {
        let (_, found) = experiment.diagnose("let set = load(from: \"set\"\(rest))")
        return (found.map(\.message).joined(separator: " / "), found.flatMap(\.notes).map(\.message))
    }

    @Test func `pictures are recognized by content, whatever their names`() throws {
        let jpeg = try Data(
            contentsOf: BuiltTool.packageFolder.appending(path: "Tests/ImagesTests/Fixtures/grey.jpg"))
        try write(
            Dictionary(
                uniqueKeysWithValues: ["1.jfif", "2.jpe", "3.JPEG", "4", "5.png", "6.txt"].map {
                    ("set/a/\($0)", jpeg)
                }))
        let (count, notices) = try loaded()
        #expect(count == 6)
        #expect(notices == [])
    }

    @Test func `everything left out is counted, with the first names`() throws {
        try write([
            "set/a/1.pgm": image(1), "set/a/2.pgm": image(2), "set/b/1.pgm": image(3),
            "set/b/2.pgm": image(4),
            "set/a/3.webp": webP, "set/a/4.webp": webP, "set/b/5.webp": webP, "set/b/6.png": webP,
            "set/b/7.bmp": Data("BM".utf8) + Data([54, 0, 0, 0, 0, 0, 0, 0, 54, 0]),
            "set/README.md": Data("x".utf8), "set/a/.8.png": image(5), "set/.old/9.png": image(6),
            "set/.git/config": Data("x".utf8), "set/a/.DS_Store": Data([0]),
        ])
        let (count, notices) = try loaded()
        #expect(count == 4)
        #expect(
            notices == [
                "Not read of 'set': 2 with pictures whose name begins with a dot ('.old', 'a/.8.png'), 1 file without a picture ('README.md'), 4 WebP pictures ('a/3.webp', 'a/4.webp', 'b/5.webp' and 1 more; save them as PNG or JPEG), 1 BMP picture ('b/7.bmp'; save it as PNG or JPEG)."
            ])
    }

    @Test func `links to inside are followed, and others are reported`() throws {
        try write([
            "set/a/1.pgm": image(1), "set/a/2.pgm": image(2), "more/3.pgm": image(3), "more/4.pgm": image(4),
        ])
        try link("set/a/5.pgm", to: "1.pgm")
        try link("set/a/6.pgm", to: "../../more/3.pgm")
        try link("set/b", to: "../more")
        try link("set/a/7.pgm", to: "/etc/hostname")
        try link("set/a/8.pgm", to: "nothing.pgm")
        try link("set/a/around", to: "../../set")
        let (count, notices) = try loaded()
        #expect(count == 6)
        #expect(
            notices == [
                "Not read of 'set': 1 link that leads out of what may be read ('a/7.pgm'), 1 link that leads to nothing ('a/8.pgm'), 1 link that leads back to where it lies ('a/around')."
            ])
    }

    @Test func `each folder is read once, however many links lead to it`() throws {
        try write(["set/a/1.pgm": image(1), "set/b/2.pgm": image(2), "more/3.pgm": image(3)])
        try link("set/c", to: "../more")
        try link("set/b/again", to: "../a")
        try link("set/d", to: "../more")
        let listing = try FolderListing(
            of: "set", in: ReadableFiles(in: experiment.folder.path))
        #expect(listing.files.map(\.name) == ["a/1.pgm", "b/2.pgm", "c/3.pgm"])
        #expect(listing.folders == ["a", "b", "c"])
        #expect(
            listing.leftOut.words
                == "2 that lead to folders already read by another name ('b/again', 'd')")
    }

    @Test(.timeLimit(.minutes(1))) func `links that double at each folder are no more folders`() throws {
        for number in 0..<40 {
            try makeFolder("set/d\(number)")
            for name in ["a", "b"] { try link("set/d\(number)/\(name)", to: "../d\(number + 1)") }
        }
        try write(["set/d40/1.pgm": image(1)])
        let listing = try FolderListing(
            of: "set", in: ReadableFiles(in: experiment.folder.path))
        #expect(listing.files.map(\.name) == ["d40/1.pgm"])
        #expect(listing.folders.count == 41)
    }

    @Test func `a name that is not UTF-8 is reported, and so is a special file`() throws {
        try write(["set/a/1.pgm": image(1), "set/a/2.pgm": image(2)])
        let bytes: [CChar] =
            (experiment.folder.path + "/set/a/caf").utf8CString.dropLast() + [-23, 46, 112, 0]
        let descriptor = open(bytes, O_CREAT | O_WRONLY, 0o600)
        try #require(descriptor >= 0)
        close(descriptor)
        try #require(mkfifo(experiment.folder.path + "/set/a/pipe.png", 0o600) == 0)
        let (count, notices) = try loaded()
        #expect(count == 2)
        #expect(
            notices == [
                "Not read of 'set': 1 whose name is not UTF-8 ('a/caf\u{FFFD}.p'; rename it), 1 that is no file ('a/pipe.png')."
            ])
    }

    @Test func `images in a folder whose name is not UTF-8 are counted`() throws {
        try write(["set/a/1.pgm": image(1), "set/a/2.pgm": image(2)])
        let folder: [CChar] = (experiment.folder.path + "/set/d").utf8CString.dropLast() + [-10, 114]
        try #require(mkdir(folder + [0], 0o700) == 0)
        for name in ["/1.pgm", "/2.png", "/notes.txt"] {
            let descriptor = open(folder + name.utf8CString, O_CREAT | O_WRONLY, 0o600)
            try #require(descriptor >= 0)
            close(descriptor)
        }
        let (count, notices) = try loaded()
        #expect(count == 2)
        #expect(
            notices == [
                "Not read of 'set': 1 whose name is not UTF-8, with 2 images ('d\u{FFFD}r'; rename it)."
            ])
    }

    @Test func `a class's folder without an image is a mistake`() throws {
        try write(["set/0/1.pgm": image(1), "set/9/1.webp": webP, "set/9/2.webp": webP])
        try makeFolder("set/5")
        #expect(
            problem().message
                == "'set' has classes' folders without an image that is read: '5' (empty), '9' (2 WebP pictures ('9/1.webp', '9/2.webp'; save them as PNG or JPEG))"
        )
        try write(["parts/train/a/1.pgm": image(1), "parts/test/a/1.pgm": image(1)])
        try makeFolder("parts/train/b")
        let (_, found) = experiment.diagnose("let set = load(from: \"parts\")")
        #expect(
            found.map(\.message) == [
                "'parts' has a class's folder without an image that is read: 'train/b' (empty)"
            ])
    }

    @Test func `the message on a folder without supported images lists its contents`() throws {
        try write(["set/a/1.webp": webP, "set/letters.zip": Data("PK\u{3}\u{4}".utf8)])
        #expect(
            problem().message
                == "'set' has no data set: neither a folder of PNG, JPEG or PGM files for each class nor IDX files; it holds 1 WebP picture ('a/1.webp'; save it as PNG or JPEG), 1 ZIP archive ('letters.zip'; unpack it)"
        )
    }

    @Test func `a page and a network beside the images are named by their kinds`() throws {
        let head = Data("PK\u{3}\u{4}".utf8) + Data(count: 22) + Data([14, 0, 0, 0])
        try write([
            "set/a/1.pgm": image(1), "set/a/2.pgm": image(2),
            "set/a.html": Data("<!DOCTYPE html>\n<html><svg></svg></html>".utf8),
            "set/b.html": Data("<html></html>".utf8), "set/net.pt": head + Data("small/data.pkl".utf8),
        ])
        #expect(
            try loaded().notices == [
                "Not read of 'set': 2 HTML pages ('a.html', 'b.html'), 1 PyTorch file ('net.pt')."
            ])
    }

    @Test func `all damaged files and all odd sizes are named at once, before anything runs`() throws {
        let whole = image(1)
        try write([
            "set/a/1.pgm": whole, "set/a/2.pgm": whole.dropLast(), "set/a/3.png": Data("text".utf8),
            "set/b/4.jpg": Data(), "set/b/5.pgm": .graymap(1, 2, [1, 2]), "set/b/6.pgm": whole,
            "set/b/7.pgm": .graymap(3, 2, [1, 2, 3, 4, 5, 6]),
        ])
        let (message, notes) = problem()
        #expect(
            message
                == "'set' has 3 images that cannot be read and 2 images of another size than the 2 × 2 pixels of most"
        )
        #expect(
            notes
                == [
                    "'set/a/2.pgm' is cut short: some of its 4 samples are missing",
                    "'set/b/4.jpg' is empty", "'set/a/3.png' is neither PNG, JPEG nor PGM",
                    "'set/b/5.pgm' has 1 × 2 pixels", "'set/b/7.pgm' has 3 × 2 pixels",
                    "all images of a data set must have the same size: 'size: 2' scales each and crops it to 2 × 2 pixels",
                ].sorted { first, second in
                    notes.firstIndex(of: first) ?? 0 < notes.firstIndex(of: second) ?? 0
                })
        #expect(notes.count == 6)
        try write(["parts/train/a/1.pgm": whole, "parts/test/a/1.pgm": .graymap(1, 1, [1])])
        let (_, found) = experiment.diagnose("let set = load(from: \"parts\")")
        #expect(
            found.map(\.message) == [
                "'parts' has 1 image of another size than the 2 × 2 pixels of most"
            ])
    }

    @Test func `images in MNIST's format that do not fit one another are found before anything runs`() throws
    {
        try write(["set/images-idx3": .idx([2, 1, 1], [1, 2]), "set/labels-idx1": .idx([1], [1])])
        #expect(problem().message == "'set/labels-idx1' has 1 labels for the 2 images of 'images-idx3'")
        try write([
            "two/train-images-idx3": .idx([1, 2, 2], [1, 2, 3, 4]), "two/train-labels-idx1": .idx([1], [1]),
            "two/test-images-idx3": .idx([1, 1, 1], [1]), "two/test-labels-idx1": .idx([1], [1]),
        ])
        let (_, found) = experiment.diagnose("let set = load(from: \"two\")")
        #expect(
            found.map(\.message) == ["'two' has test images of 1 × 1 pixels, but of 2 × 2 to train on"])
    }

    @Test(arguments: ["val", "valid", "validation", "Val"])
    func `a validation part is for testing if there are no test images`(name: String) throws {
        try write([
            "set/train/a/1.pgm": image(1), "set/train/b/1.pgm": image(2), "set/\(name)/a/1.pgm": image(3),
            "set/\(name)/b/1.pgm": image(4),
        ])
        let (count, notices) = try loaded("")
        #expect(count == 4)
        #expect(notices == ["The test images of 'set' are those of '\(name)', for it has no 'test'."])
        try write(["set/test/a/1.pgm": image(5), "set/test/b/1.pgm": image(6)])
        let (rest, told) = try loaded("")
        #expect(rest == 6)
        #expect(told == [])
    }

    @Test(arguments: ["letters", "a/b"]) func `folders around a whole data set are searched`(
        around: String
    ) throws {
        try write([
            "set/\(around)/x/1.pgm": image(1), "set/\(around)/x/2.pgm": image(1),
            "set/\(around)/y/1.pgm": image(2), "set/\(around)/y/2.pgm": image(2),
            "set/__MACOSX/\(around)/x/._1.pgm": Data([0, 5, 22, 7]),
        ])
        #expect(try loaded().count == 4)
        try write([
            "parts/\(around)/train/x/1.pgm": image(1), "parts/\(around)/test/x/1.pgm": image(1),
        ])
        let run = try experiment.run("let set = load(from: \"parts\")")
        #expect(run.failures == [])
        #expect(run.number("set.train.count") == 1)
    }

    @Test(
        arguments: [
            (
                ["set/train/1.pgm", "set/test/1.pgm"],
                "'set/test/1.pgm' and 1 other stand in no class's folder: put the images of each class into a subfolder of its own"
            ),
            (
                ["set/train/a/1.pgm", "set/extra/a/1.pgm"],
                "'set' has 'extra' beside parts of a data set; parts are called train, test and val"
            ),
            (
                ["set/a/1.pgm", "set/2.pgm"],
                "'set/2.pgm' stands in no class's folder: put the images of each class into a subfolder of its own"
            ),
            (
                ["set/a/1.pgm", "set/b/c/2.pgm", "set/b/c/3.pgm"],
                "'set/b/c/2.pgm' and 1 other lie deeper than in a class's folder"
            ),
            (["set/val/a/1.pgm"], "'set' has test images alone, and none to train on"),
            (
                ["set/train/a/1.pgm", "set/val/a/1.pgm", "set/valid/a/1.pgm"],
                "'set' has 'val' and 'valid', which are for the same; keep one of them here"
            ),
            (
                ["set/s/test/a/1.pgm", "set/s/train/a/1.pgm", "set/s/training/a/1.pgm"],
                "'set/s' has 'train' and 'training', which are for the same; keep one of them here"
            ),
        ] as [([String], String)])
    func `an image at a place that means nothing is a mistake`(files: [String], message: String) throws {
        for file in files { try write([file: image(1)]) }
        #expect(problem().message == message)
    }

    @Test func `classes without training or test images are reported`() throws {
        try write([
            "set/train/a/1.pgm": image(1), "set/train/b/1.pgm": image(2), "set/test/a/1.pgm": image(3),
            "set/test/c/1.pgm": image(4),
        ])
        #expect(
            try loaded("").notices == [
                "Of 'set' no network can learn 'c': there are images of it to test on, and none to train on.",
                "Of 'set' nothing is measured on 'b': it has no test image.",
            ])
        try write(["one/a/1.pgm": image(1), "one/a/2.pgm": image(1), "one/b/1.pgm": image(2)])
        let run = try experiment.run("let set = load(from: \"one\", split: 0.5)")
        #expect(run.notices.map(\.message) == ["Of 'one' nothing is measured on 'b': it has no test image."])
        try write([
            "few/train/a/1.pgm": image(1), "few/train/b/1.pgm": image(2), "few/test/a/1.pgm": image(3),
            "few/test/b/1.pgm": image(4),
        ])
        let part = try experiment.run("let few = load(from: \"few\", train: 1)")
        #expect(
            part.notices.map(\.message) == [
                "Of 'few' no network can learn 'b': there are images of it to test on, and none to train on."
            ])
    }

    @Test func `files whose names differ only in the encoding of an accent are two`() throws {
        try write(["set/a/Gro\u{308}e.pgm": image(1), "set/b/1.pgm": image(3), "set/b/2.pgm": image(4)])
        try write(["set/a/Gr\u{F6}e.pgm": image(2)])
        let run = try experiment.run(
            "plot(load(from: \"set\", split: 0.5).train)\nplot(load(from: \"set\", split: 0.5).test)")
        #expect(run.failures == [])
        let firsts = run.imageGrids.flatMap { grid in
            grid.items.indices.map { grid.pixels[grid.pixels.startIndex + $0 * 12] }
        }
        #expect(firsts.sorted() == [1, 2, 3, 4])
    }

    @Test func `folders of classes that differ only in the encoding of an accent are reported`() throws {
        try write(["set/Gro\u{308}e/1.pgm": image(1), "set/b/1.pgm": image(3)])
        try write(["set/Gr\u{F6}e/1.pgm": image(2)])
        #expect(
            problem().message
                == "'set' has two folders called 'Gr\u{F6}e', which differ in how an accent is written alone; put the images of both into one"
        )
    }

    @Test func `the parts of a data set may encode the accents of a class differently`() throws {
        try write(["set/train/Gro\u{308}e/1.pgm": image(1), "set/train/b/1.pgm": image(3)])
        try write(["set/test/Gr\u{F6}e/1.pgm": image(2), "set/test/b/1.pgm": image(4)])
        let (count, notices) = try loaded("")
        #expect(count == 4)
        #expect(notices == [])
    }

    @Test func `folders that runs write to are not classes, and their pictures are reported`() throws {
        try write(["set/a/1.pgm": image(1), "set/a/2.pgm": image(2), "set/b/1.pgm": image(3)])
        try write(["set/b/2.pgm": image(4), "set/Output/n.html": Data("x".utf8)])
        try makeFolder("set/Output/.stepbook")
        let tag = "Signature: 8a477f597d28d172789f06886806bc55\n# Results kept by stepbook; may be removed.\n"
        try write(["set/kept/CACHEDIR.TAG": Data(tag.utf8), "set/kept/blobs/1": Data("x".utf8)])
        let (count, notices) = try loaded()
        #expect(count == 4)
        #expect(notices == [])
        #expect(problem().message == "")
        try write([
            "set/Output/n/1.pgm": image(5), "set/Output/n/2.pgm": image(6), "set/kept/2.pgm": image(7),
        ])
        let (again, told) = try loaded()
        #expect(again == 4)
        #expect(told.count == 1)
        let words = "Not read of 'set': 2 folders that runs write to, with 3 images ("
        #expect(told.first?.hasPrefix(words) == true, "\(told)")
        // One that is named is looked through.
        let run = try experiment.run("let set = load(from: \"set/Output\", split: 0.5)")
        #expect(run.failures == [])
        #expect(run.number("set.count") == 2)
    }
}

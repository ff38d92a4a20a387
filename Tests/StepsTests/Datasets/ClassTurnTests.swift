import Foundation
import TestSupport
import Testing
import Workflow

/// `train:` and `test:` of folders whose classes have different numbers of images.
struct ClassTurnTests {
    private static func notices(_ load: String, _ counts: [String: Int]) throws -> [String] {
        let experiment = try Experiment()
        for (label, count) in counts {
            for number in 0..<count {
                try experiment.folder.write(
                    Data.graymap(1, 2, [UInt8(number), 100]), to: "set/\(label)/\(number).pgm")
            }
        }
        let run = try experiment.run("let set = \(load)")
        #expect(run.failures == [])
        return run.notices.map(\.message)
    }

    @Test func `images of unequal classes are taken in turn, with a notice`() throws {
        let counts = ["train/a": 9, "train/b": 3, "test/a": 2, "test/b": 6]
        #expect(
            try Self.notices("load(from: \"set\", train: 6, test: 4)", counts) == [
                "The training images of 'set' that 'train: 6' takes are one of each class in turn, so that its classes are more equal in them than they are: it has 3 of 'b' and 9 of 'a'.",
                "The test images of 'set' that 'test: 4' takes are one of each class in turn, so that its classes are more equal in them than they are: it has 2 of 'a' and 6 of 'b'.",
            ])
        #expect(try Self.notices("load(from: \"set\")", counts) == [])
        #expect(try Self.notices("load(from: \"set\", train: 12)", counts) == [])
    }

    @Test func `with a split, the numbers are those after it`() throws {
        #expect(
            try Self.notices("load(from: \"set\", split: 0.25, train: 6)", ["a": 12, "b": 4]) == [
                "The training images of 'set' that 'train: 6' takes are one of each class in turn, so that its classes are more equal in them than they are: it has 3 of 'b' and 9 of 'a'."
            ])
    }

    @Test func `of equal classes nothing is told, nor of a difference of less than an image`() throws {
        for counts in [
            ["train/a": 4, "train/b": 4, "test/a": 1, "test/b": 1],
            ["train/a": 4, "train/b": 5, "test/a": 1, "test/b": 1],
        ] {
            #expect(try Self.notices("load(from: \"set\", train: 5)", counts) == [])
        }
    }
}

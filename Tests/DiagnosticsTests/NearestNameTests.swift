import Diagnostics
import Testing

struct NearestNameTests {
    @Test(arguments: [
        ("epoch", "epochs"), ("epohcs", "epochs"), ("EPOCHS", "epochs"), ("learningrate", "learningRate"),
        ("lerningRaet", "learningRate"), ("batchsize", "batchSize"), ("x", nil), ("lr", nil), ("zzzzzz", nil),
        ("tain", "train"), ("", nil), ("Trainn", "train"),
    ])
    func `the nearest name is what was meant`(name: String, expected: String?) {
        #expect(
            nearestName(to: name, among: ["epochs", "learningRate", "batchSize", "train", "evaluate", "k"])
                == expected)
    }

    @Test func `the first of names that are equally near is taken`() {
        #expect(nearestName(to: "bat", among: ["cat", "hat"]) == "cat")
        #expect(nearestName(to: "abcdef", among: ["abcxef", "ABCDEF"]) == "ABCDEF")
        #expect(nearestName(to: "a", among: ["A"]) == "A")
    }

    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 1),
        ("ca", "abc", 3),
        ("abcd", "acbd", 1), ("größe", "grosse", 3), ("same", "same", 0), ("a", "b", 1),
    ])
    func `the distance counts swaps as one`(first: String, second: String, distance: Int) {
        #expect(editDistance(Array(first), Array(second)) == distance)
        #expect(editDistance(Array(second), Array(first)) == distance)
    }
}

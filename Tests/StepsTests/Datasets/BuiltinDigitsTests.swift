import Steps
import Testing

struct BuiltinDigitsTests {
    private static let count = 2000
    private static let training = BuiltinDigits().images(0..<count)
    private static let test = BuiltinDigits(part: .test).images(0..<count)

    private static func image(_ index: Int) -> ArraySlice<UInt8> {
        training.pixels[784 * index..<784 * (index + 1)]
    }

    @Test func `a seed and an index give the same digit on every call`() {
        for index in [0, 1, 999, 1999] {
            let digit = BuiltinDigits(seed: 0, part: .training).digit(at: index)
            #expect(digit.pixels == Array(Self.image(index)))
            #expect(digit.label == Self.training.labels[index])
        }
    }

    @Test func `more styles change only ones and nines, and the usual digits not at all`() {
        let more = BuiltinDigits(styles: .more).images(0..<Self.count)
        #expect(more.labels == Self.training.labels)
        var changed: [UInt8: Int] = [:]
        for index in 0..<Self.count
        where !more.pixels[784 * index..<784 * (index + 1)].elementsEqual(Self.image(index)) {
            changed[more.labels[index], default: 0] += 1
        }
        #expect(Set(changed.keys) == [1, 9])
        // A new style takes from all others, so that some digits change from one old style to another.
        #expect((20...199).contains(changed[1] ?? 0) && (20...199).contains(changed[9] ?? 0), "\(changed)")
        // The bits that the usual digits have had since they were first drawn.
        let sum = Self.training.pixels.reduce(UInt64(14_695_981_039_346_656_037)) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        #expect(sum == 4_194_082_238_050_533_650)
    }

    @Test func `digits drawn in chunks are the digits drawn at once`() {
        var pixels: [UInt8] = []
        var labels: [UInt8] = []
        var start = 0
        for size in [1, 0, 255, 256, 257, 300, 431] {
            let piece = BuiltinDigits().images(start..<start + size)
            pixels += piece.pixels
            labels += piece.labels
            start += size
        }
        #expect(start == 1500)
        #expect(pixels.elementsEqual(Self.training.pixels[..<(784 * start)]))
        #expect(labels.elementsEqual(Self.training.labels[..<start]))
    }

    @Test func `digits drawn by several threads at once are the digits drawn by one`() async {
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    BuiltinDigits().images(0..<700).pixels.elementsEqual(Self.training.pixels[..<548_800])
                }
            }
            for await isSame in group { #expect(isSame) }
        }
    }

    @Test func `the ink's centre of mass lies within a pixel of the image's centre`() {
        for index in 0..<Self.count {
            var (mass, massX, massY) = (0.0, 0.0, 0.0)
            for (pixel, ink) in Self.image(index).enumerated() {
                mass += Double(ink)
                massX += Double(ink) * Double(pixel % 28)
                massY += Double(ink) * Double(pixel / 28)
            }
            #expect(mass > 0)
            #expect(abs(massX / mass - 14) < 1, "digit \(index)")
            #expect(abs(massY / mass - 14) < 1, "digit \(index)")
        }
    }

    @Test func `the ink fills a box of 20 by 20 pixels in one direction and leaves it in none`() {
        for index in 0..<Self.count {
            let inked = Self.image(index).enumerated().filter { $0.element > 0 }.map(\.offset)
            let columns = inked.map { $0 % 28 }
            let rows = inked.map { $0 / 28 }
            let width = (columns.max() ?? 0) - (columns.min() ?? 0) + 1
            let height = (rows.max() ?? 0) - (rows.min() ?? 0) + 1
            #expect((19...20).contains(max(width, height)), "digit \(index) is \(width) by \(height)")
        }
    }

    @Test func `every thousand digits hold each digit a hundred times and every prefix nearly a tenth`() {
        var counts = [Int](repeating: 0, count: 10)
        for (index, label) in Self.training.labels.enumerated() {
            counts[Int(label)] += 1
            let share = Double(index + 1) / 10
            #expect(counts.allSatisfy { abs(Double($0) - share) <= 9 })
            if (index + 1) % 1000 == 0 {
                #expect(counts.allSatisfy { $0 == (index + 1) / 10 })
            }
        }
    }

    @Test func `the labels follow no pattern`() {
        let labels = Self.training.labels
        let repeats = zip(labels, labels.dropFirst()).filter { $0 == $1 }.count
        // A tenth of neighbours would be equal in a random order, a little less in a balanced one.
        #expect((120...245).contains(repeats))
        #expect(labels != Self.test.labels)
        #expect(labels != BuiltinDigits(seed: 1).images(0..<Self.count).labels)
    }

    @Test func `no image appears twice, neither within a part nor across parts nor across seeds`() {
        var seen: Set<ArraySlice<UInt8>> = []
        let parts = [
            Self.training.pixels, Self.test.pixels, BuiltinDigits(seed: 1).images(0..<Self.count).pixels,
        ]
        for pixels in parts {
            for start in stride(from: 0, to: pixels.count, by: 784) {
                #expect(seen.insert(pixels[start..<start + 784]).inserted)
            }
        }
        #expect(seen.count == parts.count * Self.count)
    }

    @Test func `each digit is drawn in many shapes, thin and bold`() {
        for digit in UInt8(0)..<10 {
            let indices = Self.training.labels.indices.filter { Self.training.labels[$0] == digit }
            let ink = indices.map { Self.image($0).reduce(0) { $0 + Int($1) } / 255 }.sorted()
            // Bold digits carry well over twice the ink of thin ones.
            #expect(
                Double(ink[ink.count * 95 / 100]) > 1.8 * Double(ink[ink.count * 5 / 100]), "digit \(digit)")
            // No pixel of the box is inked in all images but where every style passes.
            let always = (0..<784).filter { pixel in
                indices.allSatisfy { Self.training.pixels[784 * $0 + pixel] > 0 }
            }
            #expect(always.count <= 4, "digit \(digit)")
        }
    }

    @Test func `the drawing has not changed`() {
        // A new drawing needs a new version of the step that loads it, or caches serve the old one.
        #expect(Self.fnv1a(Self.training.pixels + Self.training.labels) == 12_718_013_823_248_030_272)
        #expect(Self.fnv1a(Self.test.pixels + Self.test.labels) == 10_711_152_229_649_279_058)
    }

    private static func fnv1a(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}

import Dispatch
package import NeuralNet
import Workflow

/// Synthetic handwritten digits: a data set that needs neither files nor a network connection.
///
/// Each image is 28×28 pixels, 0 (paper) … 255 (ink), row-major, made like the images of MNIST: the digit is
/// scaled into 20×20 pixels with its aspect ratio kept, then centred by mass. Every bit of a digit depends only
/// on the seed, the part and its index, not on the number of threads. The sequence is endless.
package struct BuiltinDigits: Sendable {
    /// Two sets of samples that share no random number.
    package enum Part: String, Sendable, CaseIterable {
        case training, test
    }

    /// The writing styles.
    package enum Styles: String, SymbolArgument {
        /// The styles of MNIST's writers.
        case usual
        /// Those plus some that are common elsewhere: a 1 with a long flag, a 9 of one stroke with a straight stem.
        case more
    }

    /// Raised whenever a digit is drawn differently.
    package static let version = 1

    /// The shape of an image.
    package static let shape = Shape([1, InkCanvas.imageSide, InkCanvas.imageSide])

    /// The classes: the digits from 0 to 9.
    package static let classes = (0...9).map(String.init)

    /// Pixels in one image.
    package static let pixelCount = InkCanvas.imageSide * InkCanvas.imageSide

    private let strokes: RandomStream
    private let labels: BalancedLabels
    private let styles: [[WritingStyle]]

    /// Makes the digits of a part and a seed.
    package init(seed: UInt64 = 0, part: Part = .training, styles: Styles = .usual) {
        self.styles = styles == .usual ? WritingStyle.byDigit : WritingStyle.moreByDigit
        strokes = RandomStream(seed: seed, stream: "builtin digits, \(part.rawValue), strokes")
        labels = BalancedLabels(seed: seed, stream: "builtin digits, \(part.rawValue), labels")
    }

    /// Draws the digit at an index: 784 pixels and the label, 0…9.
    package func digit(at index: Int) -> (pixels: [UInt8], label: UInt8) {
        let (pixels, labels) = images(index..<index + 1)
        return (pixels, labels[0])
    }

    /// Draws the digits of a range of indices on all cores: 784 pixels each and the labels, 0…9.
    package func images(_ range: Range<Int>) -> (pixels: [UInt8], labels: [UInt8]) {
        precondition(range.lowerBound >= 0, "the index \(range.lowerBound) is negative")
        let labels = labels[range]
        let pixels = [UInt8](unsafeUninitializedCapacity: range.count * Self.pixelCount) { buffer, count in
            // The chunks write to disjoint parts of the buffer.
            nonisolated(unsafe) let pixels = UnsafeMutableBufferPointer(
                rebasing: buffer.prefix(range.count * Self.pixelCount))
            let chunks = (range.count + Self.chunk - 1) / Self.chunk
            DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
                let first = chunk * Self.chunk
                draw(first..<min(first + Self.chunk, range.count), of: range, labels: labels, into: pixels)
            }
            count = pixels.count
        }
        return (pixels, labels)
    }
}

private extension BuiltinDigits {
    /// The number of digits that a thread draws at a time.
    static let chunk = 256

    func draw(
        _ positions: Range<Int>, of range: Range<Int>, labels: [UInt8],
        into pixels: UnsafeMutableBufferPointer<UInt8>
    ) {
        var penmanship = Penmanship()
        var canvas = InkCanvas()
        for position in positions {
            var draws = RandomDraws(stream: strokes, sample: range.lowerBound + position)
            penmanship.write(
                in: styles[Int(labels[position])], size: Float(InkCanvas.side), draws: &draws)
            let softness = draws.uniform(1...1.6)
            let roughness = draws.uniform(0...0.3)
            canvas.draw(penmanship.points, softness: softness, roughness: roughness, draws: &draws)
            let start = position * Self.pixelCount
            canvas.centre(into: UnsafeMutableBufferPointer(rebasing: pixels[start..<start + Self.pixelCount]))
        }
    }
}

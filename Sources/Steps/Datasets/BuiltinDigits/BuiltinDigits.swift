import Dispatch
package import NeuralNet
import Workflow

/// Digits that look handwritten, drawn on the spot: a data set that needs no file and no network.
///
/// Each image is 28×28 pixels, 0 (paper) … 255 (ink), row by row, made as the images of MNIST were: the
/// digit scaled into 20×20 pixels with its shape kept, then centred by mass. A digit depends on the seed, the
/// part and its index alone, to the bit, whatever the number of threads. There is no last index.
package struct BuiltinDigits: Sendable {
    /// Two sets of samples that share no random number.
    package enum Part: String, Sendable, CaseIterable {
        case training, test
    }

    /// The ways to write that digits are drawn in.
    package enum Styles: String, SymbolArgument {
        /// Those that MNIST's writers have.
        case usual
        /// Those and some that are common elsewhere: a 1 with a long flag, a 9 of one stroke with a straight stem.
        case more
    }

    /// Raised whenever a digit is drawn otherwise than before.
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

    /// Makes the digits of a part under a seed.
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
            // The chunks write to parts of the buffer that do not overlap.
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
    /// Digits that one thread draws at a stretch.
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

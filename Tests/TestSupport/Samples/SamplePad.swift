package import Figures
import FoundationEssentials

/// A drawing pad with the smallest of networks: the brightness of four pixels.
package enum SamplePad {
    /// A pad with these classes.
    ///
    /// - Parameter layers: layers before the dense one, which leave four numbers.
    package static func pad(
        title: String? = nil, classes: [String], layers: [DrawingPad.Layer] = []
    ) -> DrawingPad {
        DrawingPad(
            title: title, width: 2, height: 2, classes: classes, mean: 0, standardDeviation: 1,
            layers: layers + [.init(name: "dense", numbers: [Double(classes.count)])],
            weights: Data((0..<classes.count * 4).map { UInt8($0 * 20 % 127) }),
            scales: classes.map { _ in 0.01 }, biases: classes.map { _ in 0 },
            checks: [.init(pixels: Data([0, 255, 255, 0]), prediction: classes.count - 1)])
    }
}

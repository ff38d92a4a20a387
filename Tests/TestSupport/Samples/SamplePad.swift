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
            title: title, width: 2, height: 2, classes: classes, means: [0], standardDeviations: [1],
            layers: layers + [.init(name: "dense", numbers: [Double(classes.count)])],
            weights: Data((0..<classes.count * 4).map { UInt8($0 * 20 % 127) }),
            scales: classes.map { _ in 0.01 }, biases: classes.map { _ in 0 },
            checks: [.init(pixels: Data([0, 255, 255, 0]), prediction: classes.count - 1)])
    }

    /// A pad for pictures in colour of one pixel, whose classes are its channels.
    package static let pictures = DrawingPad(
        width: 1, height: 1, classes: ["airplane", "frog", "ship"], means: [0.5, 0.4, 0.3],
        standardDeviations: [0.25, 0.5, 1], layers: [.init(name: "dense", numbers: [3])],
        weights: Data([0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]), weightBits: 16,
        scales: [0.01, 0.02, 0.03], biases: [0, 0, 0],
        checks: [.init(pixels: Data([255, 0, 0]), prediction: 0)])

    /// A pad for grey pictures of one pixel, dark or light.
    package static let greyPictures = DrawingPad(
        width: 1, height: 1, classes: ["night", "day"], means: [0.5], standardDeviations: [0.25],
        layers: [.init(name: "dense", numbers: [2])], weights: Data([129, 127]), scales: [0.01, 0.01],
        biases: [0, 0], checks: [.init(pixels: Data([255]), prediction: 1)], isOfGreyPictures: true)
}

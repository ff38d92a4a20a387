import Foundation
import NeuralNet
import Testing

/// Images of 8×8 in three classes: a bright bar at the top, in the middle or at the bottom, in noise.
enum Bars {
    /// The images, drawn by number.
    static func images(count: Int, stream: String) throws -> ImageSet {
        let noise = RandomStream(seed: 3, stream: stream)
        var pixels = Data()
        var labels = Data()
        for index in 0..<count {
            let label = noise.integer(below: 3, at: UInt64(index))
            labels.append(UInt8(label))
            for row in 0..<8 {
                for column in 0..<8 {
                    let place = UInt64((index * 8 + row) * 8 + column)
                    let isBar = row / 3 == label
                    pixels.append(UInt8((isBar ? 100 : 20) + 100 * noise.uniform(at: place)))
                }
            }
        }
        return try ImageSet(
            shape: Shape([1, 8, 8]), pixels: pixels, labels: labels,
            normalization: try #require(Normalization.measured(on: pixels, shape: Shape([1, 8, 8]))))
    }
}

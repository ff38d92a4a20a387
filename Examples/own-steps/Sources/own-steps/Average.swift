import Figures
import Foundation
import Steps
import Workflow

/// Draws the mean image of each class.
struct Average: Step {
    let version = 1
    let declaration = Declaration<Parameters>(
        "average", "Draws the mean image of each class of a data set's training images.", result: .nothing)

    struct Parameters: ParameterList {
        let digits: Parameter<Dataset>
        let count: Parameter<Int?>

        init(declaring parameters: inout ParameterDeclarations) {
            digits = parameters.positional("digits", "the data set")
            count = parameters.labelled(
                "count", limits: .range(1...10_000_000), unit: "images",
                "how many images are averaged, the first ones; nil for all")
        }
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let images = call.digits.train
        let count = min(call.count ?? images.count, images.count)
        let size = images.channels * images.height * images.width
        let pixels = try images.pixelBytes()
        let labels = try images.labelBytes()
        var sums = [Int](repeating: 0, count: images.classes.count * size)
        var counts = [Int](repeating: 0, count: images.classes.count)
        for (index, label) in labels.prefix(count).enumerated() {
            counts[Int(label)] += 1
            for place in 0..<size {
                sums[Int(label) * size + place] += Int(pixels[pixels.startIndex + index * size + place])
            }
        }
        var means = Data()
        var items: [ImageGrid.Item] = []
        for label in counts.indices where counts[label] > 0 {
            // Figures store the channels of a pixel together, data sets store one channel after the other.
            for place in 0..<size / images.channels {
                for channel in 0..<images.channels {
                    let sum = sums[label * size + channel * size / images.channels + place]
                    means.append(UInt8((sum + counts[label] / 2) / counts[label]))
                }
            }
            items.append(.init(index: label, label: images.classes[label]))
        }
        return StepResult(figures: [
            Figure(
                ImageGrid(
                    width: images.width, height: images.height, channels: images.channels, pixels: means,
                    items: items, total: items.count))
        ])
    }
}

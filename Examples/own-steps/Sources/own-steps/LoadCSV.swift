import Foundation
import Steps
import Workflow

/// Reads a data set from a file with a row for each image: its label, then its pixels.
struct LoadCSV: Step {
    let version = 1
    let declaration = Declaration<Parameters>(
        "loadCSV", "Reads a data set out of a CSV file: a heading, then a row for each image.",
        result: Dataset.valueType)

    struct Parameters: ParameterList {
        let file: Parameter<String>
        let classes: Parameter<[String]>
        let width: Parameter<Int>
        let height: Parameter<Int>
        let testEvery: Parameter<Int>

        init(declaring parameters: inout ParameterDeclarations) {
            file = parameters.positional(
                "file", path: .read,
                "the file; a row is a label, from 0, and the grey pixels row by row, each 0, paper, to 255, ink"
            )
            classes = parameters.labelled("classes", "the names of the classes, that of label 0 first")
            width = parameters.labelled(
                "width", limits: .range(1...1024), unit: "pixels", "the images' width")
            height = parameters.labelled(
                "height", limits: .range(1...1024), unit: "pixels", "the images' height")
            testEvery = parameters.labelled(
                "testEvery", default: 4, limits: .range(2...1000),
                "one image of so many is kept to test on")
        }
    }

    /// The facts known before anything runs, so that layers that do not fit are reported then.
    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        guard let width = call.width.value, let height = call.height.value, let classes = call.classes.value
        else { return Facts() }
        return Dataset.facts(channels: 1, height: height, width: width, classes: classes)
    }

    func findInputs(_ call: Call<Parameters>, in context: StepContext) throws -> StepInputs {
        let path = try context.files.path(of: call.file)
        let data = try context.files.contents(of: path, name: call.file, limit: 500_000_000)
        return StepInputs(files: [StepInputs.File(name: call.file, data: data)])
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let size = call.width * call.height
        var pixels = [Data(), Data()]
        var labels = [Data(), Data()]
        let text = String(decoding: inputs.files[0].data, as: UTF8.self)
        for (index, line) in text.split(whereSeparator: \.isNewline).dropFirst().enumerated() {
            let numbers = line.split(separator: ",").compactMap {
                UInt8(String($0).trimmingCharacters(in: .whitespaces))
            }
            guard numbers.count == 1 + size, call.classes.indices.contains(Int(numbers[0])) else {
                throw StepFailure(
                    "row \(index + 1) of '\(call.file)' is not a label below \(call.classes.count) and \(size) pixels of 0 to 255"
                )
            }
            let part = (index + 1).isMultiple(of: call.testEvery) ? 1 : 0
            labels[part].append(numbers[0])
            pixels[part].append(contentsOf: numbers.dropFirst())
        }
        let parts = try zip(["training", "test"], zip(pixels, labels)).map { part, images in
            try Examples(
                dataset: call.file, part: part, channels: 1, height: call.height, width: call.width,
                classes: call.classes, pixels: images.0, labels: images.1)
        }
        return StepResult(
            value: .artifact(try StoredArtifact(Dataset(checking: parts[0], parts[1]))))
    }
}

import Foundation
import Steps
import Workflow

/// Reads a data set out of a file with a row for each image: its label, then its pixels.
struct LoadCSV: Step {
    let version = 1
    let signature = Signature(
        "loadCSV", "Reads a data set out of a CSV file: a heading, then a row for each image.",
        parameters: [
            .positional(
                "file", .string, path: .read,
                "the file; a row is a label, from 0, and the grey pixels row by row, each 0, paper, to 255, ink"
            ),
            Parameter("classes", .array(.string), "the names of the classes, that of label 0 first"),
            Parameter("width", .integer, limits: .range(1...1024), unit: "pixels", "the images' width"),
            Parameter("height", .integer, limits: .range(1...1024), unit: "pixels", "the images' height"),
            Parameter(
                "testEvery", .integer, default: .integer(4), limits: .range(2...1000),
                "one image of so many is kept to test on"),
        ], result: .artifact("Dataset"))

    /// What is known before anything runs, so that layers that do not fit are found then.
    func plan(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        guard case .integer(let width)? = call.values["width"],
            case .integer(let height)? = call.values["height"],
            case .array(let names)? = call.values["classes"]
        else { return Facts() }
        return Dataset.facts(channels: 1, height: height, width: width, classes: Self.texts(names))
    }

    func findInputs(_ call: StepCall, in context: StepContext) throws -> StepInputs {
        let name = call.string("file")
        let path = try context.files.path(of: name)
        return StepInputs(files: [
            StepInputs.File(
                name: name, data: try context.files.contents(of: path, name: name, limit: 500_000_000))
        ])
    }

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let (width, height) = (call.integer("width"), call.integer("height"))
        let classes = Self.texts(call.array("classes"))
        var pixels = [Data(), Data()]
        var labels = [Data(), Data()]
        let text = String(decoding: inputs.files[0].data, as: UTF8.self)
        for (index, line) in text.split(whereSeparator: \.isNewline).dropFirst().enumerated() {
            let numbers = line.split(separator: ",").compactMap {
                UInt8(String($0).trimmingCharacters(in: .whitespaces))
            }
            guard numbers.count == 1 + width * height, classes.indices.contains(Int(numbers[0])) else {
                throw StepFailure(
                    "row \(index + 1) of '\(call.string("file"))' is not a label below \(classes.count) and \(width * height) pixels of 0 to 255"
                )
            }
            let part = (index + 1).isMultiple(of: call.integer("testEvery")) ? 1 : 0
            labels[part].append(numbers[0])
            pixels[part].append(contentsOf: numbers.dropFirst())
        }
        let parts = try zip(["training", "test"], zip(pixels, labels)).map { part, images in
            try Examples(
                dataset: call.string("file"), part: part, channels: 1, height: height, width: width,
                classes: classes, pixels: images.0, labels: images.1)
        }
        return StepResult(
            value: .artifact(try StoredArtifact(Dataset(checking: parts[0], parts[1]))))
    }

    private static func texts(_ values: [Value]) -> [String] {
        values.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}

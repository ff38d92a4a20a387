import NeuralNet
import Workflow

/// The layers as a notebook names them.
enum LayerConstructors {
    /// Every layer's constructor.
    static let all: [Signature] = [
        Signature(
            "conv2d",
            "A convolution with bias: [C, H, W] becomes [filters, H', W'], H' = ⌊(H + 2·padding − kernel) / stride⌋ + 1.",
            parameters: [
                .positional("filters", .integer, limits: .range(1...4096), "the number of output channels"),
                Parameter("kernel", .integer, limits: .range(1...64), unit: "pixels", "the window's side"),
                Parameter(
                    "stride", .integer, default: .integer(1), limits: .range(1...64), unit: "pixels",
                    "the distance of neighbouring windows"),
                Parameter(
                    "padding", .integer, default: .integer(0), limits: .range(0...64), unit: "pixels",
                    "zeros added on each side"),
            ], result: kind),
        Signature("relu", "max(x, 0) of each number.", result: kind),
        Signature(
            "maxPool2d", "The largest number of each window: [C, H, W] becomes [C, H', W'].",
            parameters: [
                .positional("size", .integer, limits: .range(1...64), unit: "pixels", "the window's side"),
                Parameter(
                    "stride", .optional(.integer), default: .nothing, limits: .range(1...64), unit: "pixels",
                    "the distance of neighbouring windows; nil for the window's side"),
            ], result: kind),
        Signature("flatten", "All numbers of an image in one row.", result: kind),
        Signature(
            "dense", "Every output a weighted sum of all inputs, plus a bias.",
            parameters: [
                .positional("units", .integer, limits: .range(1...1_000_000), "the number of outputs")
            ], result: kind),
        Signature(
            "dropout", "Zeros some numbers while training, and nothing otherwise.",
            parameters: [
                .positional("rate", .float, limits: .range(0..<1), "the share that is zeroed")
            ], result: kind),
    ]

    static let kind = ValueType.configuration("layer")

    /// The layer that a constructor's call describes.
    static func layer(_ configuration: Configuration) -> Layer {
        let call = StepCall(arguments: configuration.arguments)
        switch configuration.name {
        case "conv2d":
            return .convolution2D(
                filters: call.integer("filters"), kernel: call.integer("kernel"),
                stride: call.integer("stride"), padding: call.integer("padding"))
        case "relu": return .relu
        case "maxPool2d":
            return .maxPooling2D(
                size: call.integer("size"), stride: call.optionalInteger("stride") ?? call.integer("size"))
        case "flatten": return .flatten
        case "dense": return .dense(units: call.integer("units"))
        case "dropout": return .dropout(rate: call.float("rate"))
        default: preconditionFailure("no layer '\(configuration.name)'")
        }
    }

    /// The layers that an array of calls describes.
    static func layers(_ values: [Value]) -> [Layer] {
        values.map { value in
            guard case .configuration(let configuration) = value else {
                preconditionFailure("\(value) is no layer")
            }
            return layer(configuration)
        }
    }
}

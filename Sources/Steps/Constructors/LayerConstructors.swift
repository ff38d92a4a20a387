public import NeuralNet
public import Workflow

extension Layer: DescribedArgument {
    /// The kind of description.
    public static let kind = "layer"

    /// The layers as a notebook names them.
    public static let constructors = [
        Constructor(
            "conv2d",
            "A convolution with bias: [C, H, W] becomes [filters, H', W'], H' = ⌊(H + 2·padding − kernel) / stride⌋ + 1.",
            Convolution2D.self
        ) { call in
            Layer.convolution2D(
                filters: call.filters, kernel: call.kernel, stride: call.stride, padding: call.padding)
        },
        Constructor("relu", "max(x, 0) of each number.", Layer.relu),
        Constructor(
            "maxPool2d", "The largest number of each window: [C, H, W] becomes [C, H', W'].",
            MaxPooling2D.self
        ) { call in Layer.maxPooling2D(size: call.size, stride: call.stride ?? call.size) },
        Constructor("flatten", "All numbers of an image in one row.", Layer.flatten),
        Constructor(
            "dense", "Every output a weighted sum of all inputs, plus a bias.", Dense.self
        ) { call in Layer.dense(units: call.units) },
        Constructor(
            "dropout", "Zeros some numbers while training, and nothing otherwise.", Dropout.self
        ) { call in Layer.dropout(rate: call.rate) },
    ]

    private struct Convolution2D: ParameterList {
        let filters: Parameter<Int>
        let kernel: Parameter<Int>
        let stride: Parameter<Int>
        let padding: Parameter<Int>

        init(declaring parameters: inout ParameterDeclarations) {
            filters = parameters.positional(
                "filters", limits: .range(1...4096), "the number of output channels")
            kernel = parameters.labelled(
                "kernel", limits: .range(1...64), unit: "pixels", "the window's side")
            stride = parameters.labelled(
                "stride", default: 1, limits: .range(1...64), unit: "pixels",
                "the distance of neighbouring windows")
            padding = parameters.labelled(
                "padding", default: 0, limits: .range(0...64), unit: "pixels", "zeros added on each side")
        }
    }

    private struct MaxPooling2D: ParameterList {
        let size: Parameter<Int>
        let stride: Parameter<Int?>

        init(declaring parameters: inout ParameterDeclarations) {
            size = parameters.positional(
                "size", limits: .range(1...64), unit: "pixels", "the window's side")
            stride = parameters.labelled(
                "stride", limits: .range(1...64), unit: "pixels",
                "the distance of neighbouring windows; nil for the window's side")
        }
    }

    private struct Dense: ParameterList {
        let units: Parameter<Int>

        init(declaring parameters: inout ParameterDeclarations) {
            units = parameters.positional("units", limits: .range(1...1_000_000), "the number of outputs")
        }
    }

    private struct Dropout: ParameterList {
        let rate: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            rate = parameters.positional("rate", limits: .range(0..<1), "the share that is zeroed")
        }
    }
}

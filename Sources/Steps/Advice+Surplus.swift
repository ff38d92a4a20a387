import Workflow

extension Advice {
    static let inputsFound =
        "the number of inputs is inferred; give only that of outputs: 'conv2d(32, kernel: 3)', 'dense(10)'"

    /// Advice by callee for surplus unlabelled arguments.
    static let surplus = [
        "batchNorm2d": "leave it out: the number of channels is inferred", "conv2d": inputsFound,
        "dense": inputsFound, "layerNorm": "leave it out: the shape is inferred",
        "max": "write them as an array: 'max([1, 2, 3])'",
        "min": "write them as an array: 'min([1, 2, 3])'",
        "linear": "the layer is 'dense(10)'; 'linear' is a schedule",
        "step": "write 'step(every: 10, factor: 0.1)', by epochs",
    ]
}

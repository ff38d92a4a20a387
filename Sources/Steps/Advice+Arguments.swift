import Workflow

extension Advice {
    /// Advice for arguments that other libraries have, or take in another form.
    static let argumentLabels: [String: String] = [
        // Values that another step takes.
        "plot.PairedComparison": "a PairedComparison is shown: 'show(comparison)'",
        // Limits of the gradients.
        "clipNorm": limitedByTraining, "gradClip": limitedByTraining, "clipGradNorm": limitedByTraining,
        "maxGradNorm": limitedByTraining, "globalClipNorm": limitedByTraining, "clipValue": limitedByNorm,
        "train.clipNorm": "clipNorm", "train.clipGradNorm": "clipNorm", "train.globalClipNorm": "clipNorm",
        "train.clipGradientNorm": "clipNorm", "train.clipValue": limitedByNorm,
        "train.clipGradValue": limitedByNorm,
        // Variants of optimizers that there are not.
        "amsgrad": "leave it out: Adam is computed as published, without AMSGrad's maximum",
        "dampening": "leave it out: each gradient counts in full beside the momentum",
        "fused": howItIsComputed, "foreach": howItIsComputed, "capturable": howItIsComputed,
        "adam.momentum": "beta1", "adamW.momentum": "beta1",
        // Shares of the steps.
        "cosine.warmup": shareOfSteps, "oneCycle.warmup": shareOfSteps, "warmupEpochs": "warmup",
        "warmupRatio": "warmup",
        // Going on from a network.
        "train.from": "it is a network, and one in a file is read first: 'from: loadModel(\"net.pt\")'",
        "train.freeze": frozen, "train.frozen": "freeze", "train.trainable": frozen,
        "train.requiresGrad": frozen,
        "train.pretrained": "the trained network to go on from is given by 'from: model'",
        "train.weights": "the trained network to go on from is given by 'from: model'",
        // The numbers' precision.
        "train.amp": halfPrecision, "train.autocast": halfPrecision, "train.mixedPrecision": halfPrecision,
        "train.fp16": halfPrecision, "train.bf16": halfPrecision, "train.half": halfPrecision,
        // Squares and windows.
        "load.size": "it is one number, the side of the squares that images become: 'size: 32'",
        "load.imgSize": "size", "load.imageShape": "size",
        "conv2d.kernel": "a kernel is square: 'kernel: 3'",
        "conv2d.stride": "it is one number for both directions: 'stride: 2'",
        "conv2d.dilation": "it is one number for both directions: 'dilation: 2'",
        "maxPool2d.size": "a window is square, of one number: 'maxPool2d(2)'",
        "averagePool2d.size": "a window is square, of one number: 'averagePool2d(2)'",
        // What normalization has by itself.
        "batchNorm1d.momentum": tenth, "batchNorm2d.momentum": tenth,
        "batchNorm1d.eps": smallNumber, "batchNorm2d.eps": smallNumber, "layerNorm.eps": smallNumber,
        "batchNorm1d.epsilon": smallNumber, "batchNorm2d.epsilon": smallNumber,
        "layerNorm.epsilon": smallNumber,
        "affine": affine, "elementwiseAffine": affine, "trackRunningStats": statistics,
        "numFeatures": "leave it out: the number of channels is inferred",
        "normalizedShape": "leave it out: the shape is inferred",
        // What an evaluation always has.
        "evaluate.topK": guesses, "evaluate.top": guesses, "evaluate.k": guesses,
        // Changes of colours.
        "load.colorJitter": jitter, "train.colorJitter": jitter, "augment.colorJitter": jitter,
        "augment.jitter": jitter,
    ]

    private static let limitedByTraining = "'train' limits the gradients: 'clipNorm: 1'"
    private static let limitedByNorm = "gradients are limited by their norm: 'train' takes 'clipNorm: 1'"
    private static let howItIsComputed = "leave it out: it changes nothing of what is computed"
    private static let shareOfSteps = "it is a share of all steps: 'warmup: 0.1'"
    private static let frozen = "it is a number of layers, counted from the first: 'freeze: 3'"
    private static let halfPrecision = "write 'precision: .bfloat16'"
    private static let tenth =
        "leave it out: running statistics take a tenth of each batch's, as PyTorch's do by default"
    private static let smallNumber = "leave it out: it is 1e-5, as PyTorch's is by default"
    private static let affine = "leave it out: a normalization always learns a weight and a bias"
    private static let statistics = "leave it out: running statistics are always kept"
    private static let guesses = "leave it out: 'top3Accuracy' and 'top5Accuracy' are always measured"
    private static let jitter = "write 'augment(data, brightness: 0.2, contrast: 0.2)'"
}

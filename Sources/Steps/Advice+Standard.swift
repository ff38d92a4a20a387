import NeuralNet
import Workflow

extension Advice {
    /// Advice for names known from Python, PyTorch and Keras.
    static let standard = Advice(
        names: named(steps + explanations + layers + training + data), types: ["Linear": denseLayer],
        methods: methods,
        values: named(values),
        labels: ([
            // Hyperparameters of the optimizer.
            "lr": "learningRate", "train.lr": inOptimizer("learningRate", "0.001"),
            "train.learningRate": inOptimizer("learningRate", "0.001"),
            "train.momentum": "it is the optimizer's: 'optimizer: sgd(learningRate: 0.1, momentum: 0.9)'",
            "train.weightDecay": inOptimizer("weightDecay", "0.01"), "eps": "epsilon",
            "train.ema": "average", "train.useEMA": "average", "train.emaDecay": averaged,
            "train.emaMomentum": averaged, "train.swa": averaged,
            "train.clip": "clipNorm", "train.gradClip": "clipNorm", "train.gradientClip": "clipNorm",
            "train.maxNorm": "clipNorm",
            "train.maxGradNorm": "clipNorm", "train.gradientClipVal": "clipNorm",
            "excludeFromWeightDecay": decayedWeights, "noDecay": decayedWeights,
            "paramGroups": decayedWeights, "parameterGroups": decayedWeights,
            "betas": "give 'beta1:' and 'beta2:'", "train.lrSchedule": "schedule", "lrScheduler": "schedule",
            "warmupSteps": "warmup", "pctStart": "warmup", "etaMin": "floor", "minLR": "floor",
            "stepSize": "every", "gamma": "factor", "decayRate": "factor", "endFactor": "to",
            "maxLR": "the peak is the 'learningRate' of the optimizer",
            "tMax": wholeTraining, "cosine.epochs": wholeTraining, "oneCycle.epochs": wholeTraining,
            "totalSteps": wholeTraining, "stepsPerEpoch": wholeTraining,
            // Arguments that are not needed.
            "lossFunction": "loss", "lossFn": "loss", "criterion": "loss",
            "train.labelSmoothing": inLoss("labelSmoothing: 0.1"),
            "train.classWeight": inLoss("classWeights: .balanced"),
            "train.classWeights": inLoss("classWeights: .balanced"),
            "train.sampleWeight": inLoss("classWeights: .balanced"), "crossEntropy.weight": "classWeights",
            "crossEntropy.reduction": "leave it out: the loss is the mean, weighted by the classes' weights",
            "metrics": "leave it out: loss and accuracy are measured",
            "train.shuffle": "leave it out: the images are shuffled in each epoch",
            "verbose": "leave it out: progress is shown unless '--quiet' is on the command line",
            "train.callbacks": everyEpoch,
            "randomState": "seed",
            "device": onProcessor, "gpu": onProcessor, "gpus": onProcessor, "cuda": onProcessor,
            "useGPU": onProcessor, "accelerator": onProcessor,
            "threads": threads, "workers": threads, "numWorkers": threads, "numThreads": threads,
            // Other names.
            "train.model": "layers", "train.network": "layers", "train.earlyStopping": stopping,
            "train.freezeLayers": "freeze", "augment.mixUp": "mixup",
            "train.earlyStop": stopping, "train.patience": stopping, "train.minDelta": stopping,
            "train.restoreBestWeights": "write 'keep: .best'", "train.saveBestOnly": "write 'keep: .best'",
            "patience.patience": "epochs", "patience.monitor": "of", "patience.quantity": "of",
            "patience.minDelta": "leave it out: any improvement counts",
            "patience.restoreBestWeights": "'train' takes 'keep: .best'", "train.validation": shareHeldOut,
            "dtype": "precision",
            "batch": "batchSize", "validationSplit": "validation", "validationData": shareHeldOut,
            "validationSet": shareHeldOut, "numEpochs": "epochs", "maxEpochs": "epochs", "nEpochs": "epochs",
            "kernelSize": "kernel", "maxPool2d.kernel": "size", "maxPool2d.kernelSize": "size",
            "averagePool2d.kernel": "size", "averagePool2d.kernelSize": "size",
            "poolSize": "size", "strides": "stride",
            "maxPool2d.padding": "give at most half the window: 'padding: 1' for 'maxPool2d(3)'",
            "averagePool2d.padding": "give at most half the window: 'padding: 1' for 'averagePool2d(3)'",
            "countIncludePad": "leave it out: the zeros of the padding count",
            "ceilMode": "leave it out: a window that would go beyond the padding is left out",
            "outChannels": "filters", "outFeatures": "units", "inChannels": inputsFound,
            "inFeatures": inputsFound, "inputShape": inputsFound, "inputDim": inputsFound,
            "negativeSlope": "slope", "leakyReLU.alpha": "slope", "dropout.p": "rate",
            "dropout.probability": "rate", "dropout2d.p": "rate", "dropout2d.probability": "rate",
            "activation": "an activation is a layer of its own: write 'relu' after this one",
            "dense.bias": "leave it out: every dense layer has a bias",
            "conv2d.useBias": "bias", "dense.useBias": "leave it out: every dense layer has a bias",
            "dilationRate": "dilation",
            "conv2d.padding": "to keep an image's size, give half the kernel: 'padding: 1' for 'kernel: 3'",
        ] as [String: String]).merging(explanationLabels) { own, _ in own }
            .merging(argumentLabels) { own, _ in own }
            .merging(dataLabels) { own, _ in own },
        surplus: surplus, members: members, symbols: symbols)

    private static let denseLayer = "write 'dense(10)', with the number of outputs"

    private static let averaged = "write 'average: ema(decay: 0.999)'"
    private static let decayedWeights =
        "'decay: .weights' of the optimizer decays neither biases nor normalization"
    private static let onProcessor =
        "leave it out: everything is computed on the CPU, with the number of threads that '--threads' sets"
    private static let threads = "leave it out: '--threads' on the command line sets the number"
    private static let wholeTraining = "leave it out: a schedule spans all epochs of 'train'"
    private static let shareHeldOut = "'validation:' is a share of the training images: 'validation: 0.1'"
    private static let everyEpoch =
        "leave it out: 'plot(model.history)' shows every epoch, and 'train' takes 'stop:' and 'keep: .best'"
    private static let stopping = "write 'stop: patience(epochs: 3)', with 'validation: 0.1'"
    private static let inEvaluation = "write 'evaluate(model, on: data.test)', which computes it"

    private static func inOptimizer(_ name: String, _ value: String) -> String {
        "it is the optimizer's: 'optimizer: adam(\(name): \(value))'"
    }

    private static func inLoss(_ argument: String) -> String {
        "it is the loss's: 'loss: crossEntropy(\(argument))'"
    }

    /// Names known from elsewhere, with what to write instead.
    typealias Entry = (names: [String], words: String)

    /// The advice by name, without the names of layers that exist here by now.
    private static func named(_ entries: [Entry]) -> [String: String] {
        let layers = Set(Layer.kinds.map { $0.name.lowercased() })
        return Dictionary(
            entries.flatMap { entry in
                entry.names.filter { !layers.contains($0.lowercased()) }.map { ($0, entry.words) }
            }
        ) { first, _ in first }
    }

    private static let steps: [Entry] = [
        (
            ["seed", "randomSeed", "manualSeed", "setSeed", "setRandomSeed", "seedEverything"],
            "the seed belongs in the front matter: 'seed: 1'"
        ),
        (["print"], "write 'show(accuracy: result.accuracy)'"), (["fit"], "write 'train'"),
        (["test", "eval", "score"], "write 'evaluate'"), (["not"], "write '!' before a value"),
        (["compile"], "leave it out: 'train' takes the optimizer, and the loss is the cross-entropy"),
        (["Sequential", "Module"], "write the layers into 'train': 'layers: [flatten, dense(10)]'"),
        (["summary"], "'plot(model)' draws the network layer by layer, and 'show(model)' gives its numbers"),
        (["accuracy", "accuracyScore"], inEvaluation),
        (["confusionMatrix"], "write 'plot(evaluate(model, on: data.test).confusion)'"),
        (
            [
                "balancedAccuracyScore", "topKAccuracyScore", "topKAccuracy", "topKCategoricalAccuracy",
                "sparseTopKCategoricalAccuracy", "logLoss", "precisionScore", "recallScore", "f1Score",
                "precisionRecallFScoreSupport", "classificationReport",
            ], "write 'show(evaluate(model, on: data.test))', which computes it"
        ),
        (
            ["rocCurve", "rocAUCScore", "rocCurveDisplay"],
            "write 'plot(evaluate(model, on: data.test).roc)'"
        ),
        (
            ["precisionRecallCurve", "averagePrecisionScore", "precisionRecallDisplay"],
            "write 'plot(evaluate(model, on: data.test).precisionRecall)'"
        ),
        (
            ["calibrationCurve", "calibrationDisplay", "reliabilityDiagram"],
            "write 'plot(evaluate(model, on: data.test).calibration)'"
        ),
        (["mcnemar"], "write 'compareModels(first, second, on: data.test)'"),
        (
            ["saveModel", "saveWeights", "exportModel", "torchSave"],
            "write 'save(model, to: \"net.pt\")'"
        ),
        (
            ["stateDict", "loadStateDict"],
            "'save(model, to: \"net.pt\")' writes one, and 'loadModel' reads it"
        ),
        (["to", "cuda", "cpu", "gpu", "device"], onProcessor),
        (["backward", "zeroGrad"], "leave it out: 'train' does it"),
        (["range", "arange", "linspace"], "write the numbers: '[0, 1, 2]'; cells have no loops"),
        (["tensor", "array"], "write the numbers: '[1.0, 2.0]'"),
    ]

    /// Functions of expressions, in cells and in prose.
    private static let values: [Entry] = [
        (["True"], "write 'true'"), (["False"], "write 'false'"), (["None", "null"], "write 'nil'"),
        (["len", "length", "size"], "write 'count(array)'"), (["average", "avg"], "write 'mean(array)'"),
        (["int"], "write 'round(number)'"), (["pow", "power"], "there is no power; multiply"),
        (["square"], "multiply the number by itself"),
        (["floor"], "'round' gives the nearest whole number; there is none for the next lower one"),
        (
            ["ceil", "ceiling"],
            "'round' gives the nearest whole number; there is none for the next higher one"
        ),
        (["trunc"], "'round' gives the nearest whole number; there is none that cuts off the decimals"),
        (["mod", "fmod", "remainder"], "there is no remainder"),
        (["float", "double"], "leave it out: a whole number is accepted as a number"),
        (
            ["str", "string"],
            "texts of numbers are made by 'fixed(number, 2)', 'percent(share, 1)', 'integer(number)' and 'duration(seconds)'"
        ),
        (["bool"], "compare: 'number != 0'"), (["ln"], "write 'log(number)'"),
        (["log2"], "write 'log(number) / log(2)'"), (["log10"], "write 'log(number) / log(10)'"),
        (["log1p"], "write 'log(1 + number)'"), (["expm1"], "write 'exp(number) - 1'"),
        (["median", "quantile", "percentile"], "of an array there are count, max, mean, min, std, sum"),
        (["var", "variance"], "write 'std(array) * std(array)'"),
        (["stdev", "stddev"], "write 'std(array)'"),
        (["prod", "product", "cumsum"], "of an array there are count, max, mean, min, std, sum"),
        (["sign"], "there is no sign; compare: 'number < 0'"),
        (["sorted", "sort", "reversed"], "arrays stay in their order; there are max(array) and min(array)"),
        (
            ["sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh"],
            "no function takes angles; there are abs, exp, log, max, min, round and sqrt"
        ),
        (["pi"], "write '3.141592653589793'"),
    ]

    private static var layerNames: String { words(for: Layer.kinds.map { $0.name }.sorted()) }

    private static let activations = ["gelu", "leakyReLU", "relu", "sigmoid", "silu", "tanh"]

    /// Names in a sentence: `a, b and c`.
    private static func words(for names: [String]) -> String {
        names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    }

    private static let layers: [Entry] = [
        (["batchNorm", "batchNormalization", "bn"], "write 'batchNorm2d'"),
        (["fullyConnected"], denseLayer),
        (
            ["softmax", "logSoftmax"],
            "leave it out: 'train' and 'evaluate' apply it to the output of the last layer"
        ),
        (["layerNormalization"], "write 'layerNorm'"),
        (
            ["groupNorm", "instanceNorm", "instanceNorm2d"],
            "the layers that normalize are 'batchNorm2d', for rows of features 'batchNorm1d', and 'layerNorm'"
        ),
        (["swish"], "write 'silu'"),
        (
            ["add", "addition", "skipConnection"],
            "'residual([conv2d(16, kernel: 3, padding: 1), relu])' adds what its layers give to their input; numbers are added by '+'"
        ),
        (
            ["identity"],
            "leave it out: a 'residual' without 'shortcut:' adds its input as it is"
        ),
        (
            ["depthwiseConv2d", "separableConv2d"],
            "write 'conv2d' with as many 'groups:' as channels"
        ),
        (
            ["residualBlock", "basicBlock", "bottleneck"],
            "write 'residual([conv2d(16, kernel: 3, padding: 1), batchNorm2d, relu])'"
        ),
        (
            ["elu", "selu", "mish", "prelu", "relu6", "activation", "softplus", "hardswish"],
            "the activations are \(words(for: activations))"
        ),
        (
            ["zeroPad", "zeroPad2d", "zeroPadding2D", "constantPad2d", "reflectionPad2d"],
            "write 'conv2d(8, kernel: 3, padding: 1)', whose padding is of zeros"
        ),
        (["avgPool2d", "averagePooling2D"], "write 'averagePool2d(2)'"),
        (
            ["adaptiveAvgPool2d", "globalAveragePooling2D", "globalAvgPool2d"],
            "write 'globalAveragePool2d', which needs no 'flatten' after it"
        ),
        (
            ["adaptiveMaxPool2d", "globalMaxPooling2D"],
            "write 'globalMaxPool2d', which needs no 'flatten' after it"
        ),
        (
            [
                "lstm", "gru", "rnn", "embedding", "attention", "multiHeadAttention", "transformer",
                "transformerEncoder", "convTranspose2d", "conv2dTranspose", "upsample",
                "resnet", "resnet18", "resnet50", "vgg16",
            ], "the layers are \(layerNames), one after the other"
        ),
    ]

    private static let training: [Entry] = [
        (
            ["rmsprop", "adagrad", "adadelta", "adamax", "nadam", "radam", "lamb", "lion", "lbfgs", "ftrl"],
            "the optimizers are adam, adamW and sgd"
        ),
        (
            [
                "multiStepLR", "polynomial", "polynomialLR", "polynomialDecay", "reduceLROnPlateau",
                "cyclicLR", "lambdaLR", "piecewiseConstant", "piecewiseConstantDecay",
            ], "the schedules are constant, cosine, exponential, linear, oneCycle and step"
        ),
        (["stepLR", "stepDecay"], "write 'step(every: 10, factor: 0.1)', by epochs"),
        (["exponentialLR", "exponentialDecay"], "write 'exponential(factor: 0.9)', by epoch"),
        (["linearLR", "linearDecay"], "write 'linear(to: 0)'"),
        (
            ["warmup", "linearWarmup"],
            "'cosine(warmup: 0.1)' rises linearly for that share of the steps, and 'oneCycle' along a cosine"
        ),
        (
            ["averagedModel", "exponentialMovingAverage", "modelEMA", "modelEMAV2", "swa", "swaLR"],
            "write 'train(…, average: ema(decay: 0.999))'"
        ),
        (
            ["clipGradNorm", "clipGradNorm_", "clipGradientNorm"], "write 'train(…, clipNorm: 1)'"
        ),
        (
            ["cosineAnnealing", "cosineAnnealingLR", "cosineDecay", "cosineAnnealingWarmRestarts"],
            "write 'cosine'"
        ),
        (
            [
                "crossEntropyLoss", "nllLoss", "sparseCategoricalCrossentropy", "categoricalCrossentropy",
                "mse", "mseLoss", "bceLoss", "bceWithLogitsLoss", "focalLoss", "hingeLoss",
            ], "the loss is the cross-entropy of the classes: 'loss: crossEntropy()'"
        ),
        (
            ["earlyStopping"],
            "write 'train(…, validation: 0.1, stop: patience(epochs: 3), keep: .best)'"
        ),
        (
            ["modelCheckpoint", "tensorBoard"], everyEpoch
        ),
    ]
}

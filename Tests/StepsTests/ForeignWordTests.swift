import Diagnostics
import Foundation
import Steps
import TestSupport
import Testing
import Workflow

/// The advice to users of PyTorch or Keras on names that do not exist here.
struct ForeignWordTests {
    private static func found(_ code: String) throws -> [Diagnostic] {
        try Experiment().diagnose("let data = normalize(load(\"builtin\", train: 20, test: 10))\n" + code)
            .found
    }

    private static let loading =
        "'loadModel(\"net.pt\", for: data, layers: [flatten, dense(10)])' reads a network"

    private static func trained(_ arguments: String) -> String {
        "let model = train(data, layers: [flatten, dense(10)], \(arguments))"
    }

    /// The label beside the caret, then the notes.
    private static func words(_ diagnostic: Diagnostic) -> [String] {
        [diagnostic.label].compactMap(\.self) + diagnostic.notes.map(\.message)
    }

    @Test func `there is no advice on names that exist`() {
        let names = Set(Registry.standard.names.map { $0.lowercased() })
        for name in names { #expect(Registry.standard.advice.words(for: name) == nil, "\(name)") }
    }

    @Test(arguments: [
        ("batchnorm", "write 'batchNorm2d'"), ("BatchNormalization()", "write 'batchNorm2d'"),
        ("BatchNorm2d", "did you mean 'batchNorm2d'?"),
        ("LayerNorm", "did you mean 'layerNorm'?"), ("LayerNormalization()", "write 'layerNorm'"),
        (
            "GroupNorm(4, 16)",
            "the layers that normalize are 'batchNorm2d', for rows of features 'batchNorm1d', and 'layerNorm'"
        ),
        ("Linear(784, 10)", "write 'dense(10)', with the number of outputs"),
        ("Dense(10)", "did you mean 'dense'?"), ("Conv2d(8, kernel: 3)", "did you mean 'conv2d'?"),
        ("MaxPool2d(2)", "did you mean 'maxPool2d'?"), ("MaxPooling2D(2)", "did you mean 'maxPool2d'?"),
        ("ReLU()", "did you mean 'relu'?"), ("swish", "write 'silu'"),
        ("elu", "the activations are gelu, leakyReLU, relu, sigmoid, silu and tanh"),
        ("GELU()", "did you mean 'gelu'?"), ("avgPool2d(2)", "write 'averagePool2d(2)'"),
        ("AdaptiveMaxPool2d(1)", "write 'globalMaxPool2d'"),
        ("globalAveragePooling2D", "write 'globalAveragePool2d'"),
        ("LogSoftmax(1)", "leave it out: 'train' and 'evaluate' apply it"),
        (
            "LSTM(10)",
            "the layers are averagePool2d, batchNorm1d, "
        ),
        ("Add()", "'residual([conv2d(16, kernel: 3, padding: 1), relu])' adds what its layers give"),
        ("nn.Identity()", "leave it out: a 'residual' without 'shortcut:' adds its input"),
        ("identity", "leave it out: a 'residual' without 'shortcut:' adds its input"),
        ("nn.Linear(784, 10)", "write 'dense(10)', "), ("nn.Flatten()", "write 'flatten'"),
        ("layers.Dense(10)", "write 'dense(…)'"),
    ])
    func `a layer of another library is answered by its counterpart`(_ layer: String, _ words: String) throws
    {
        let found = try Self.found("let model = train(data, layers: [flatten, \(layer), dense(10)])")
        #expect(found.count == 1, "\(found.map(\.summary))")
        #expect(found.first.map(Self.words)?.first?.hasPrefix(words) == true, "\(found)")
    }

    @Test(arguments: [
        ("lr: 0.01", "it is the optimizer's: 'optimizer: adam(learningRate: 0.001)'"),
        ("learning_rate: 0.01", "it is the optimizer's: 'optimizer: adam(learningRate: 0.001)'"),
        ("momentum: 0.9", "it is the optimizer's: 'optimizer: sgd(learningRate: 0.1, momentum: 0.9)'"),
        ("optimizer: adam(lr: 0.01)", "did you mean 'learningRate'?"),
        ("optimizer: \"adam\"", "did you mean 'adam()'?"), ("optimizer: .adam", "did you mean 'adam()'?"),
        ("optimizer: RMSprop(0.1)", "the optimizers are adam, adamW and sgd"),
        ("schedule: StepLR(10)", "write 'step(every: 10, factor: 0.1)', by epochs"),
        ("schedule: step(step_size: 10)", "did you mean 'every'?"),
        ("schedule: exponential(gamma: 0.9)", "did you mean 'factor'?"),
        ("schedule: ExponentialLR(0.9)", "write 'exponential(factor: 0.9)'"),
        ("schedule: LinearLR()", "write 'linear(to: 0)'"),
        ("schedule: MultiStepLR([3])", "the schedules are constant, cosine, exponential, "),
        ("schedule: CosineAnnealingLR(3)", "write 'cosine'"),
        ("schedule: cosine(T_max: 3)", "leave it out: a schedule spans all epochs of 'train'"),
        ("schedule: cosine(eta_min: 0.1)", "did you mean 'floor'?"),
        ("schedule: \"cosine\"", "did you mean 'cosine()'?"),
        ("device: \"cuda\"", "leave it out: everything is computed on the CPU, "),
        ("device: .gpu", "leave it out: everything is computed on the CPU, "),
        ("batch_size: 32", "did you mean 'batchSize'?"), ("num_epochs: 3", "did you mean 'epochs'?"),
        ("validation_split: 0.1", "did you mean 'validation'?"),
        ("loss: \"crossentropy\"", "did you mean 'crossEntropy()'?"),
        ("loss: CrossEntropyLoss()", "the loss is the cross-entropy of the classes: "),
        ("loss: crossEntropy(weight: [1, 2])", "did you mean 'classWeights'?"),
        ("criterion: crossEntropy", "did you mean 'loss'?"),
        ("grad_clip: 1", "did you mean 'clipNorm'?"),
        ("ema_decay: 0.99", "write 'average: ema(decay: 0.999)'"),
        ("label_smoothing: 0.1", "it is the loss's: 'loss: crossEntropy(labelSmoothing: 0.1)'"),
        ("class_weight: \"balanced\"", "it is the loss's: 'loss: crossEntropy(classWeights: .balanced)'"),
        ("random_state: 1", "did you mean 'seed'?"),
        ("shuffle: true", "leave it out: the images are shuffled in each epoch"),
        ("earlyStopping: true", "write 'stop: patience(epochs: 3)'"),
        ("patience: 3", "write 'stop: patience(epochs: 3)'"),
        ("validation: data.test", "'validation:' is a share of the training images"),
        ("epochs = 5", "write ':'"), ("validation: 20", "'validation:' is a share of the training images"),
        ("optimizer: adam(clipnorm: 1.0)", "'train' limits the gradients: 'clipNorm: 1'"),
        ("clipGradNorm: 1", "did you mean 'clipNorm'?"), ("clipnorm: 1", "did you mean 'clipNorm'?"),
        ("clip_value: 1", "gradients are limited by their norm: "),
        ("optimizer: adam(amsgrad: true)", "leave it out: Adam is computed as published"),
        ("optimizer: sgd", "'learningRate:' must be given, as in 'sgd(learningRate: 0.1, "),
        ("freeze: true", "it is a number of layers, counted from the first: 'freeze: 3'"),
        ("from: \"net.pt\"", "it is a network, and one in a file is read first: 'from: loadModel("),
        ("pretrained: true", "the trained network to go on from is given by 'from: model'"),
        ("amp: true", "write 'precision: .bfloat16'"),
        ("schedule: oneCycle(warmup: 3)", "it is a share of all steps: 'warmup: 0.1'"),
        ("schedule: cosine(warmup: 3)", "it is a share of all steps: 'warmup: 0.1'"),
        ("loss: crossEntropy(classWeights: [\"red\": 2])", "an array has the values alone, those of "),
        ("color_jitter: 0.2", "write 'augment(data, brightness: 0.2, contrast: 0.2)'"),
    ])
    func `an argument of another library's training is answered by its counterpart`(
        _ argument: String, _ words: String
    ) throws {
        let found = try Self.found(Self.trained(argument))
        #expect(found.count == 1, "\(found.map(\.summary))")
        #expect(found.first.map(Self.words)?.first?.hasPrefix(words) == true, "\(found)")
    }

    @Test(arguments: [
        ("let a = resize(data, 24)", "write 'load(from: \"folder\", split: 0.2, size: 24)'"),
        ("let a = split(data, 0.2)", "write 'load(from: \"folder\", split: 0.2)'"),
        ("let a = standardize(data)", "write 'normalize(data)'"),
        ("saveModel(data, \"x.pt\")", "write 'save(model, to: \"net.pt\")'"),
        ("let a = train(data, layers: [flatten, dense(10)], clip: 1)", "did you mean 'clipNorm'?"),
        ("let a = train(data, layers: [flatten, dense(10)], epochs: 3.0)", "did you mean '3'?"),
        (
            "let a = load(\"builtin\", train: 20, test: 10, channels: 3)",
            "three are '.colour', and one is '.grey'"
        ),
        (
            "let a = load(\"builtin\", train: 20, test: 10, channels: 1)",
            "three are '.colour', and one is '.grey'"
        ),
    ])
    func `a common step or argument of other libraries is answered by what there is`(
        _ code: String, _ words: String
    ) throws {
        let found = try Self.found(code)
        #expect(found.count == 1, "\(found.map(\.summary))")
        #expect(found.first.map(Self.words)?.first?.hasPrefix(words) == true, "\(found)")
    }

    @Test(arguments: [
        ("augment(data, horizontalFlip: true)", "did you mean 'flip'?"),
        ("augment(data, vertical_flip: true)", "images are only flipped left to right: "),
        ("augment(data, padding: 4)", "did you mean 'crop'?"),
        ("augment(data, degrees: 10)", "did you mean 'rotate'?"),
        ("augment(data, hue: 0.1)", "colours change in brightness and contrast: "),
        ("RandomHorizontalFlip()", "write 'augment(data, flip: true)'"),
        ("RandomVerticalFlip()", "images are only flipped left to right: "),
        ("RandomCrop(32)", "write 'augment(data, crop: 4)'"),
        ("ColorJitter(0.2)", "write 'augment(data, brightness: 0.2, contrast: 0.2)'"),
        ("RandomErasing()", "write 'augment(data, cutout: 8)'"),
        ("RandomRotation(10)", "write 'augment(data, rotate: 10, shift: 2, scale: 0.1)'"),
    ])
    func `another library's augmentation is answered by its counterpart`(_ call: String, _ words: String)
        throws
    {
        let found = try Self.found("let more = " + call)
        #expect(found.count == 1, "\(found.map(\.summary))")
        #expect(found.first.map(Self.words)?.first?.hasPrefix(words) == true, "\(found)")
    }

    @Test(arguments: [
        ("dense(10, activation: \"relu\")", "an activation is a layer of its own: "),
        ("conv2d(8, kernel_size: 3)", "did you mean 'kernel'?"),
        ("conv2d(8, kernel: 3, padding: \"same\")", "to keep an image's size, give half the kernel: "),
        ("maxPool2d(kernel_size: 2)", "write '2' without 'kernel_size:'"),
        ("maxPool2d(3, padding: \"same\")", "give at most half the window: 'padding: 1' for 'maxPool2d(3)'"),
        (
            "averagePool2d(3, padding: 1, countIncludePad: true)",
            "leave it out: the zeros of the padding count"
        ),
        ("maxPool2d(3, ceil_mode: true)", "leave it out: a window that would go beyond the padding"),
        ("averagePool2d(pool_size: 2)", "write '2' without 'pool_size:'"),
        ("leakyReLU(negative_slope: 0.1)", "did you mean 'slope'?"),
        ("LeakyReLU(0.1)", "did you mean 'leakyReLU'?"), ("leakyReLU(0.1)", "did you mean 'slope: 0.1'?"),
        ("batchNorm2d(momentum: 0.1)", "leave it out: running statistics take a tenth of each batch's"),
        ("batchNorm2d(affine: false)", "leave it out: a normalization always learns "),
        ("conv2d(8, kernel: [3, 3])", "a kernel is square: 'kernel: 3'"),
        ("maxPool2d([2, 2])", "a window is square, of one number: 'maxPool2d(2)'"),
        ("dropout(p: 0.5)", "write '0.5' without 'p:'"),
        ("dropout2d(p: 0.2)", "write '0.2' without 'p:'"),
        ("dropout2d(probability: 0.2)", "write '0.2' without 'probability:'"),
        ("nn.ZeroPad2d(1)", "write 'conv2d(8, kernel: 3, padding: 1)', "),
        ("zeroPad(1)", "write 'conv2d(8, kernel: 3, padding: 1)', "),
    ])
    func `an argument of another library's layer is answered by its counterpart`(
        _ layer: String, _ words: String
    ) throws {
        let found = try Self.found("let model = train(data, layers: [\(layer), flatten, dense(10)])")
        #expect(found.count == 1, "\(found.map(\.summary))")
        #expect(found.first.map(Self.words)?.first?.hasPrefix(words) == true, "\(found)")
    }

    @Test
    func `a number of inputs before that of outputs is reported, and never taken for another argument`()
        throws
    {
        let found = try Self.found("let model = train(data, layers: [conv2d(1, 32, 3), flatten, dense(10)])")
        #expect(found.map(\.label) == [nil, nil])
        #expect(
            found.map { $0.notes.first?.message.hasPrefix("the number of inputs is inferred") } == [
                true, true,
            ])
    }

    @Test(arguments: [
        ("batchNorm2d(3)", "leave it out: the number of channels is inferred"),
        ("batchNorm2d(8, 3)", "leave it out: the number of channels is inferred"),
        ("layerNorm(512)", "leave it out: the shape is inferred"),
    ])
    func `a number that is inferred is left out`(_ layer: String, _ words: String) throws {
        let found = try Self.found(
            "let model = train(data, layers: [conv2d(3, kernel: 3), \(layer), flatten, dense(10)])")
        #expect(found.allSatisfy { $0.notes.first?.message == words })
        #expect(!found.isEmpty)
    }

    @Test(arguments: ["dense(784, 10)", "conv2d(1, 32, kernel: 3)"])
    func `one number of inputs before the rest is reported as well`(_ layer: String) throws {
        let found = try Self.found("let model = train(data, layers: [\(layer), flatten, dense(10)])")
        #expect(found.map(\.label) == [nil])
        #expect(found.first?.notes.first?.message.hasPrefix("the number of inputs is inferred") == true)
    }

    @Test(arguments: [
        ("log2(8)", "write 'log(number) / log(2)'"), ("log10(8)", "write 'log(number) / log(10)'"),
        ("median([1])", "of an array there are count, "), ("sin(1)", "no function takes angles; "),
        ("str(1)", "texts of numbers are made by 'fixed(number, 2)'"), ("variance([1])", "write 'std(array)"),
        ("len([1])", "write 'count(array)'"), ("pow(2, 3)", "there is no power; multiply"),
        ("floor(2.5)", "'round' gives the nearest whole number; "),
        ("ceil(2.5)", "'round' gives the nearest whole number; "), ("int(2.5)", "write 'round(number)'"),
        ("float(2)", "leave it out: "), ("True", "write 'true'"), ("False", "write 'false'"),
        ("None", "write 'nil'"), ("max(1, 2, 3)", "write them as an array: 'max([1, 2, 3])'"),
        ("min(1, 2, 3)", "write them as an array: 'min([1, 2, 3])'"),
        ("var([1, 2])", "write 'std(array) * std(array)'"),
    ])
    func `functions of Python are answered in cells and in prose, and never by a similar name`(
        _ value: String, _ words: String
    ) throws {
        let cells = try Self.found("let a = \(value)")
        let prose = try Self.found("let a = 1\n```\n\n`= \(value)`\n\n```swift-step\nlet b = 1")
        for found in [cells, prose] {
            #expect(found.count == 1, "\(found.map(\.summary))")
            #expect(found.first.map(Self.words)?.first?.hasPrefix(words) == true, "\(found)")
            #expect(found.first?.replacement == nil)
        }
    }

    @Test(arguments: [
        ("print(\"x\")", "write 'show(accuracy: result.accuracy)'"),
        ("let r = range(3)", "write the numbers: "),
    ])
    func `what only a cell could call is answered in cells`(_ statement: String, _ words: String) throws {
        #expect(try Self.found(statement).first.map(Self.words)?.first?.hasPrefix(words) == true)
    }

    @Test(arguments: [
        ("model.fit(data)", "write 'train'"),
        ("let r = model.evaluate(data.test)", "write 'evaluate(model, …)'"),
        ("model.summary()", "'plot(model)' draws the network"),
        ("torch.save(model, \"x.pt\")", "write 'save(…)'"),
        ("let m = torch.load(\"x.pt\")", Self.loading),
        (
            "let m = torch.jit.load(\"x.pt\")",
            Self.loading
        ),
        ("let p = model.predict(\"x.png\")", "write 'predict(model, …)'"),
        ("optimizer.step()", "leave it out: 'train' makes the steps"),
        ("compile(model)", "leave it out: 'train' takes the optimizer"),
        ("let s = Sequential([flatten])", "write the layers into 'train': "),
        ("model.to(\"cuda\")", "leave it out: everything is computed on the CPU"),
        ("from torch import nn", "there are only 'let' bindings and calls"),
        ("import torch", "there are only 'let' bindings and calls"),
        ("# a remark", "a comment begins with '//'"),
        ("seed(3)", "the seed belongs in the front matter: 'seed: 1'"),
        ("np.random.seed(3)", "the seed belongs in the front matter: 'seed: 1'"),
        ("torch.manual_seed(3)", "the seed belongs in the front matter: 'seed: 1'"),
        ("const x = 3", "write 'let'"), ("let x = f\"a\"", "leave it out"),
        ("let x = 1 if 2 > 1 else 2", "no value depends on a condition; a parameter"),
        ("let x = 2 > 1 ? 1 : 2", "no value depends on a condition; a parameter"),
        ("let x = evaluate(model, on: data).ece", "did you mean 'expectedCalibrationError'?"),
        ("let x = evaluate(model, on: data).auc", "'result.roc.area' is the mean of the classes' areas"),
        ("let x = evaluate(model, on: data).f1", "'result.confusion.f1' has that of each class"),
        ("let x = evaluate(model, on: data).top1Accuracy", "did you mean 'accuracy'?"),
        ("let x = train(data.train, layers: [flatten, dense(10)])", "did you mean 'data'?"),
        ("let x = augment(data.train, flip: true)", "did you mean 'data'?"),
        ("let x = normalize(data.train)", "did you mean 'data'?"),
        ("let x = load(\"builtin\", size: [32, 32])", "it is one number, the side of the squares "),
        ("let x = data.std", "did you mean 'standardDeviation'?"),
        ("let x = model.history.valAccuracy", "did you mean 'validationAccuracy'?"),
    ])
    func `a statement of Python is answered by its counterpart`(_ statement: String, _ words: String) throws {
        let found = try Self.found("let model = train(data, layers: [flatten, dense(10)])\n" + statement)
        #expect(found.first.map(Self.words)?.first?.hasPrefix(words) == true, "\(found)")
    }

    @Test(arguments: [
        ("cifar10", "did you mean \"cifar-10\"?"), ("CIFAR-100", "did you mean \"cifar-100\"?"),
        ("cifar", "CIFAR's are two, \"cifar-10\" and \"cifar-100\""),
        ("svhn", "it is not loaded by name: unpack its images into a folder for each class"),
        ("qmnist", "it is not loaded by name: unpack its images into a folder for each class"),
        ("EMNIST/letters", "did you mean \"emnist-letters\"?"),
        ("emnist", "of EMNIST three parts are loaded by name, \"emnist-digits\""),
        ("iris", "'load' reads images, and no tables of numbers"),
        ("imdb", "'load' reads images, and neither text nor sound"),
        ("MNIST", "did you mean \"mnist\"?"),
        ("https://example.org/x.zip", "nothing is downloaded by its address: download it first"),
        ("digits.csv", "a table with a label and the pixels of an image in each row is loaded by"),
        ("best.pt", "a network is read by 'loadModel("), ("best.PTH", "a network is read by 'loadModel("),
        ("last.ckpt", "a network is read by 'loadModel("),
        ("net.safetensors", "a network is read by 'loadModel("),
        ("digits.npz", "arrays x_train, y_train, x_test and y_test are loaded by"),
        ("x.npy", "an array of images and one of their labels are loaded by"),
        ("letters", "to load a folder, write 'from:' before it"),
    ])
    func `an unknown data set is answered by what can be loaded instead`(
        _ name: String, _ words: String
    ) throws {
        var experiment = try Experiment()
        experiment.publications = [.cifar10, .cifar100, .emnistLetters]
        try experiment.folder.write("x", to: "letters/a/1.png")
        let (source, found) = experiment.diagnose("let data = load(‹\"\(name)\"›)")
        #expect(found.map(\.id) == ["load.unknown-data-set"])
        #expect(found.map(\.range) == source.ranges)
        #expect(found.first.map(Self.words)?.first?.hasPrefix(words) == true, "\(found)")
        #expect(found.first?.notes.last?.message.hasPrefix("there are \"mnist\", ") == true)
    }

    @Test(arguments: Publication.known.map(\.name))
    func `no data set that is loaded by name is answered as one that is not`(_ name: String) throws {
        // Where it is not loaded by name, advice on it would be one that is no longer true.
        var experiment = try Experiment()
        experiment.mnist = PlanarColour.publication
        let (_, found) = experiment.diagnose("let data = load(\"\(name)\")")
        #expect(found.map(\.id) == ["load.unknown-data-set"])
        #expect(
            found.first?.notes.map(\.message) == [
                "there are \"colours\", \"builtin\"; a folder of your own is loaded by 'load(from: \"folder\")'"
            ])
    }

    @Test(arguments: [
        ("x.tsv", "'load' reads images, and no tables of numbers: "),
        ("x.H5", "'load' reads arrays of NumPy from one file: "),
        ("x.pt", "a network is read by 'loadModel("),
        ("x.tar.gz", "unpack it, and name the folder that comes out"),
        ("x.png", "name the folder that holds a folder of images for each class"),
    ])
    func `a file instead of a folder of images is answered by what to do with it`(
        _ file: String, _ words: String
    )
        throws
    {
        let experiment = try Experiment()
        try experiment.folder.write("1,2\n", to: file)
        let (source, found) = experiment.diagnose("let data = load(from: ‹\"\(file)\"›, split: 0.2)")
        source.expect(found, ["load.data: '\(file)' is not a folder"])
        #expect(found.first?.notes.first?.message.hasPrefix(words) == true, "\(found)")
    }
}

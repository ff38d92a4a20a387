import Diagnostics
import TestSupport
import Testing
import Workflow

/// What is said about values that stand for others: texts for names, layers for lists, percent for shares.
struct HintTests {
    private static let data = "let data = normalize(load(\"builtin\", train: 20, test: 10))\n"
    private static let model = data + "let model = train(data, layers: [flatten, dense(10)])\n"

    private static func trained(_ arguments: String) -> String {
        data + "let model = train(data, layers: [flatten, dense(10)], \(arguments))"
    }

    /// Each with what to write instead, which is what an editor puts there.
    @Test(arguments: [
        (trained("validation: 0.1, keep: ‹\"best\"›"), ".best"),
        (trained("validation: 0.1, keep: ‹best›"), ".best"),
        (trained("validation: 0.1, keep: ‹\"Best\"›"), ".best"),
        (trained("precision: ‹\"bfloat16\"›"), ".bfloat16"), (trained("precision: ‹\"bf16\"›"), ".bfloat16"),
        (trained("precision: ‹bfloat16›"), ".bfloat16"), (trained("precision: ‹\"float_32\"›"), ".float32"),
        (trained("loss: crossEntropy(classWeights: ‹\"balanced\"›)"), ".balanced"),
        (trained("validation: 0.1, stop: patience(epochs: 3, of: ‹\"val_loss\"›)"), ".validationLoss"),
        (trained("optimizer: adamW(learningRate: 0.001, decay: ‹\"weights\"›)"), ".weights"),
        (trained("epochs: ‹\"5\"›"), "5"), (trained("validation: ‹\"0.1\"›"), "0.1"),
        (trained("clipNorm: ‹\"none\"›"), "nil"),
        (data + "let more = augment(data, flip: ‹\"true\"›)", "true"),
        (model + "explain(model, on: data.test, by: ‹\"gradcam\"›)", ".gradCAM"),
        (model + "explain(model, on: data.test, by: ‹\"grad_cam\"›)", ".gradCAM"),
        ("let data = load(\"builtin\", styles: ‹\"more\"›)", ".more"),
    ])
    func `a name in quotation marks or without its dot is meant as a name`(cell: String, meant: String) throws
    {
        let (source, found) = try Experiment().diagnose(cell)
        #expect(found.map(\.range) == source.ranges)
        #expect(found.map(\.label) == ["did you mean '\(meant)'?"])
        #expect(found.map(\.replacement) == [meant])
    }

    @Test(arguments: [("gray", "grey"), ("rgb", "colour"), ("color", "colour"), ("Grey", "grey")])
    func `a name of another library after a dot is meant as the one here`(name: String, meant: String) throws
    {
        let (source, found) = try Experiment().diagnose("let set = load(\"builtin\", channels: .‹\(name)›)")
        source.expect(found, ["symbol.unknown: unknown name '.\(name)' | did you mean '\(meant)'?"])
    }

    @Test(arguments: [
        (".horizontal", "symbol.unexpected: '.horizontal' has no meaning here"),
        ("\"horizontal\"", "augment.wrong-type: 'flip' of 'augment' takes true or false, but this is a text"),
        ("0.5", "augment.wrong-type: 'flip' of 'augment' takes true or false, but this is a number"),
    ])
    func `a direction to flip in is answered by what there is`(argument: String, message: String) throws {
        let (source, found) = try Experiment().diagnose(
            Self.data + "let more = augment(data, flip: ‹\(argument)›)")
        source.expect(found, [message])
        #expect(
            found.flatMap(\.notes).map(\.message) == ["write 'flip: true', which flips images left to right"])
    }

    @Test func `a name where none belongs is answered by what does`() throws {
        let (source, found) = try Experiment().diagnose(Self.trained("epochs: ‹.many›"))
        source.expect(found, ["symbol.unexpected: '.many' has no meaning here"])
        #expect(found.flatMap(\.notes).map(\.message) == ["'epochs' of 'train' takes a whole number"])
    }

    private static let inBrackets = "'+' joins lists: a single layer goes in brackets, and a list does not"

    /// Sums of lists of layers with single layers, with what was most likely meant.
    @Test(arguments: [
        ("stem + one", "stem + [one]"), ("one + stem", "[one] + stem"), ("one + one", "[one] + [one]"),
        ("stem + dense(10)", "stem + [dense(10)]"), ("[stem] + [dense(10)]", "stem + [dense(10)]"),
        ("[relu] + [stem]", "[relu] + stem"), ("[] + one", "[] + [one]"),
    ])
    func `a sum of a list and a layer is answered by one of lists`(sum: String, meant: String) throws {
        let (source, found) = try Experiment().diagnose(
            "let stem = [flatten, relu]\nlet one = dense(10)\nlet layers = ‹\(sum)›")
        #expect(found.map(\.id) == ["operator.operands"])
        #expect(found.map(\.range) == source.ranges)
        #expect(found.map(\.label) == ["did you mean '\(meant)'?"])
        #expect(found.map(\.replacement) == [meant])
        #expect(found.flatMap(\.notes).map(\.message) == [Self.inBrackets])
        // What is meant is no mistake.
        let (_, mended) = try Experiment().diagnose(
            "let stem = [flatten, relu]\nlet one = dense(10)\nlet layers = \(meant)")
        #expect(mended == [])
    }

    @Test(arguments: [
        ("let one = ‹1 + \"a\"›", 0), ("let one = ‹[1] + [2]›", 0), ("let one = ‹[relu] + 1›", 0),
        ("let one = ‹[relu] + adam(learningRate: 0.1)›", 0),
    ])
    func `other sums that do not fit have no such advice`(cell: String, notes: Int) throws {
        let (source, found) = try Experiment().diagnose(cell)
        #expect(found.map(\.range) == source.ranges)
        #expect(found.map(\.label) == [nil])
        #expect(found.flatMap(\.notes).count == notes)
    }

    /// Layers and lists in each other's place, each with what was most likely meant.
    @Test(arguments: [
        ("let a = residual(‹dense(10)›)", "did you mean '[dense(10)]'?"),
        (
            "let a = residual(‹conv2d(8, kernel: 3), batchNorm2d, relu›)",
            "did you mean '[conv2d(8, kernel: 3), batchNorm2d, relu]'?"
        ),
        ("let a = residual([relu], shortcut: ‹relu›)", "did you mean '[relu]'?"),
        (
            "let one = dense(10)\nlet a = residual(‹relu, one›, shortcut: [relu])",
            "did you mean '[relu, one]'?"
        ),
        (data + "let model = train(data, layers: ‹dense(10)›)", "did you mean '[dense(10)]'?"),
        (
            data + "let stem = [flatten, dense(10)]\nlet model = train(data, layers: ‹[stem]›)",
            "did you mean 'stem'?"
        ),
    ])
    func `a layer where a list belongs, or a list in brackets, is answered by the list`(
        cell: String, label: String
    ) throws {
        let (source, found) = try Experiment().diagnose(cell)
        #expect(found.map(\.range) == source.ranges)
        #expect(found.map(\.label) == [label])
        #expect(found.flatMap(\.notes) == [])
    }

    @Test func `a layer too long to be repeated is answered in words`() throws {
        let long = "conv2d(64, kernel: 3, stride: 1, padding: 1, dilation: 1, groups: 1, bias: false)"
        let (source, found) = try Experiment().diagnose(
            "let a = residual(‹\(long)›)\nlet b = residual(‹\(long), relu›)")
        source.expect(
            found,
            [
                "residual.wrong-type: 'layers' of 'residual' takes an array, each element a layer, but this is a layer",
                "residual.wrong-type: 'layers' of 'residual' takes an array, each element a layer, but these are 2 arguments "
                    + "| put them in brackets: '[…]'",
            ])
        #expect(found.first?.notes.map(\.message) == ["a single layer goes in brackets too: '[…]'"])
    }

    @Test func `a list among layers is joined by a plus`() throws {
        let (source, found) = try Experiment().diagnose(
            Self.data
                + """
                let stem = [flatten, relu]
                let a = [dense(10), ‹stem›]
                let model = train(data, layers: [‹stem›, dense(10)])
                """)
        #expect(found.map(\.id) == ["array.mixed", "train.wrong-type"])
        #expect(found.map(\.range) == source.ranges)
        #expect(
            found.map { $0.notes.last?.message }.allSatisfy { $0 == "lists are joined by '+': '[…] + list'" })
    }

    @Test func `a named value of another kind among layers is marked where it is among them`() throws {
        let (source, found) = try Experiment().diagnose(
            Self.data
                + """
                let slow = adam(learningRate: 0.1)
                let model = train(data, layers: [flatten, ‹slow›, dense(10)])
                """)
        source.expect(
            found,
            ["train.wrong-type: each element of 'layers' of 'train' is a layer, but this is an optimizer"])
    }

    @Test(arguments: [
        ("augment(data, cutmix: 1)", "images are mixed as a whole: 'augment(data, mixup: 0.2)'; "),
        ("augment(data, mixup_alpha: 0.2)", "did you mean 'mixup'?"),
        ("CutMix(0.2)", "images are mixed as a whole: 'augment(data, mixup: 0.2)'; "),
        ("MixUp(0.2)", "write 'augment(data, mixup: 0.2)'"),
        ("RandAugment()", "write 'augment(data, rotate: 10, shift: 2, flip: true, crop: 4)'"),
        ("augment(data, zoom: 0.1)", "did you mean 'scale'?"),
        (
            "load(\"builtin\", augment: true)",
            "a step of its own augments the images: 'augment(data, flip: true, crop: 4)'"
        ),
        ("load(\"builtin\", normalize: true)", "a step of its own scales the images: 'normalize(data)'"),
        ("load(\"builtin\", flip: true)", "it is the augmentation's: 'augment(data, flip: true)'"),
        (
            "train(data, layers: [flatten, dense(10)], augment: true)",
            "a step of its own augments the images: "
        ),
        (
            "train(data, layers: [flatten, dense(10)], data_augmentation: true)",
            "a step of its own augments the images: "
        ),
        (
            "train(data, layers: [flatten, dense(10)], mixup: 0.2)",
            "it is the augmentation's: 'augment(data, mixup: 0.2)'"
        ),
        ("train(data, layers: [flatten, dense(10)], cutmix: 1)", "images are mixed as a whole: "),
        (
            "train(data, layers: [flatten, dense(10)], normalize: true)",
            "a step of its own scales the images: "
        ),
        ("read_csv(\"digits.csv\")", "write 'load(from: \"digits.csv\", split: 0.2)' for a table "),
    ])
    func `what another step does is answered by that step`(call: String, words: String) throws {
        let (_, found) = try Experiment().diagnose(Self.data + "let more = \(call)")
        #expect(found.count == 1, "\(found.map(\.summary))")
        let first = found.first.map { [$0.label].compactMap(\.self) + $0.notes.map(\.message) }?.first
        #expect(first?.hasPrefix(words) == true, "\(found)")
    }

    private static let evaluated = model + "let result = evaluate(model, on: data.test)\n"

    @Test(arguments: [
        "top10Accuracy", "topKAccuracy", "top_k", "top2", "top", "topAccuracy", "top_100_acc", "top5Error",
        "accuracy_top_10",
    ])
    func `an accuracy among other numbers of guesses is answered by those that there are`(name: String) throws
    {
        let (source, found) = try Experiment().diagnose(Self.evaluated + "let share = result.‹\(name)›")
        source.expect(found, ["member.unknown: an Evaluation has no member '\(name)'"])
        #expect(
            found.first?.notes.first?.message
                == "'accuracy' counts the first guess, 'top3Accuracy' the first three and 'top5Accuracy' the first five"
        )
    }

    @Test(arguments: [
        ("top1Accuracy", "accuracy"), ("top_1", "accuracy"), ("acc1", "accuracy"), ("acc", "accuracy"),
        ("top5", "top5Accuracy"), ("top_5_accuracy", "top5Accuracy"), ("acc5", "top5Accuracy"),
        ("Top3Acc", "top3Accuracy"), ("balanced_accuracy", "balancedAccuracy"), ("log_loss", "loss"),
    ])
    func `a measured accuracy by another name is answered by its own`(name: String, meant: String) throws {
        let (source, found) = try Experiment().diagnose(Self.evaluated + "let share = result.‹\(name)›")
        source.expect(
            found, ["member.unknown: an Evaluation has no member '\(name)' | did you mean '\(meant)'?"])
        #expect(found.map(\.replacement) == [meant])
    }

    @Test(arguments: [
        (
            "precision",
            "'result.confusion.precision' has that of each class, and 'result.macroPrecision' is their mean"
        ),
        (
            "recall",
            "'result.confusion.recall' has that of each class, and 'result.macroRecall' is their mean"
        ),
        ("f1_score", "'result.confusion.f1' has that of each class, and 'result.macroF1' is their mean"),
        (
            "auc",
            "'result.roc.area' is the mean of the classes' areas, and 'result.roc.areas' has that of each"
        ),
        (
            "interval",
            "'result.accuracyLow' and 'result.accuracyHigh' are the ends of the accuracy's 95 % interval"
        ),
    ])
    func `a measure that another member has is answered by where it is`(name: String, words: String) throws {
        let (source, found) = try Experiment().diagnose(Self.evaluated + "let share = result.‹\(name)›")
        source.expect(found, ["member.unknown: an Evaluation has no member '\(name)'"])
        #expect(found.first?.notes.first?.message == words)
    }

    @Test func `a comparison is shown and not drawn`() throws {
        let (source, found) = try Experiment().diagnose(
            Self.model
                + """
                let comparison = compareModels(model, model, on: data.test)
                let table = comparison.‹table›
                plot(‹comparison›)
                """)
        #expect(found.map(\.id) == ["member.unknown", "plot.wrong-type"])
        #expect(found.map(\.range) == source.ranges)
        let words = "write 'show(comparison)', which makes the table"
        #expect(
            found.map { $0.notes.first?.message } == [
                words, "a PairedComparison is shown: 'show(comparison)'",
            ])
    }

    @Test func `the accuracies among several guesses are measured without being asked for`() throws {
        let (source, found) = try Experiment().diagnose(
            Self.model + "let result = evaluate(model, on: data.test, ‹top_k›: 5)")
        #expect(found.map(\.range) == source.ranges)
        #expect(
            found.first?.notes.first?.message
                == "leave it out: 'top3Accuracy' and 'top5Accuracy' are always measured")
    }

    /// Comparisons of shares with percent.
    @Test(arguments: [
        ("result.accuracy > ‹90›", "90", "0.9"), ("‹97.5› <= result.accuracy", "97.5", "0.975"),
        ("result.balancedAccuracy >= ‹99›", "99", "0.99"), ("result.confusion.recall[3] > ‹90›", "90", "0.9"),
        ("model.history.accuracy.last > ‹95›", "95", "0.95"), ("share > ‹90›", "90", "0.9"),
        ("result.accuracy == ‹100›", "100", "1"), ("share > 0.5 && result.macroF1 > ‹80›", "80", "0.8"),
    ])
    func `a share that is compared with percent is answered by the share`(
        claim: String, number: String, share: String
    ) throws {
        let (source, found) = try Experiment().diagnose(
            Self.model
                + "let result = evaluate(model, on: data.test)\nlet share = result.accuracy\nexpect(\(claim))"
        )
        source.expect(
            found,
            [
                "operator.share: a share, which is 0 to 1, is compared with \(number) | did you mean '\(share)'?"
            ])
        #expect(found.map(\.replacement) == [share])
    }

    @Test func `percent of a share, shares up to 1 and other measures are compared as they are`() throws {
        let (_, found) = try Experiment().diagnose(
            Self.model
                + """
                let result = evaluate(model, on: data.test)
                expect(result.accuracy * 100 > 90)
                expect(result.accuracy <= 1 && result.accuracy > 0.9)
                expect(result.loss < 5 && result.correct > 3)
                expect(result.confusion.recall.count > 9)
                expect(round(result.accuracy * 100) >= 90)
                """)
        #expect(found == [])
    }

    @Test func `a number from elsewhere that is no share is reported without a replacement`() throws {
        let (source, found) = try Experiment().diagnose(
            Self.model
                + "let result = evaluate(model, on: data.test)\nlet goal = 90\nexpect(result.accuracy > ‹goal›)\nexpect(result.accuracy > ‹1234›)"
        )
        source.expect(
            found,
            [
                "operator.share: a share, which is 0 to 1, is compared with 90 | did you mean '0.9'?",
                "operator.share: a share, which is 0 to 1, is compared with 1234",
            ])
        #expect(found.map(\.replacement) == [nil, nil])
    }
}

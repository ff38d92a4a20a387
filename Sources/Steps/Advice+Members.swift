import Workflow

extension Advice {
    /// Members of artifacts by their names in other libraries.
    static let members = general.merging(amongGuesses) { own, _ in own }.merging(ofResults) { own, _ in own }

    private static let general = [
        "std": "standardDeviation", "stdev": "standardDeviation", "stddev": "standardDeviation",
        "deviation": "standardDeviation", "sd": "standardDeviation", "acc": "accuracy", "len": "count",
        "length": "count", "size": "count", "valAcc": "validationAccuracy",
        "valAccuracy": "validationAccuracy",
        "valLoss": "validationLoss", "val": "validation",
        "ece": "expectedCalibrationError", "calibrationError": "expectedCalibrationError",
        "rocCurve": "roc", "logLoss": "loss", "nll": "loss", "crossEntropy": "loss",
        "averagePrecision": "precisionRecall",
        "confusionMatrix": "confusion", "matrix": "confusion", "numParams": "parameters",
    ]

    /// Members of an evaluation that are members of another one here, or several, and the table of a comparison.
    private static var ofResults: [String: String] {
        var advice = ["PairedComparison.table": "write 'show(comparison)', which makes the table"]
        let means = [
            "precision": "macroPrecision", "recall": "macroRecall", "f1": "macroF1", "f1Score": "macroF1",
        ]
        for (name, mean) in means {
            let member = name == "f1Score" ? "f1" : name
            advice["Evaluation.\(name)"] =
                "'result.confusion.\(member)' has that of each class, and 'result.\(mean)' is their mean"
        }
        for name in ["auc", "rocAUC", "auroc", "area"] {
            advice["Evaluation.\(name)"] =
                "'result.roc.area' is the mean of the classes' areas, and 'result.roc.areas' has that of each"
        }
        for name in ["interval", "confidenceInterval", "accuracyInterval", "ci"] {
            advice["Evaluation.\(name)"] =
                "'result.accuracyLow' and 'result.accuracyHigh' are the ends of the accuracy's 95 % interval"
        }
        return advice
    }

    /// Shares of images whose class is among a number of guesses, by the number: those that are measured, and others.
    private static var amongGuesses: [String: String] {
        let measured = ["1": "accuracy", "3": "top3Accuracy", "5": "top5Accuracy"]
        let others = ["", "k", "n", "2", "4", "6", "7", "8", "9", "10", "15", "20", "25", "50", "100"]
        var advice: [String: String] = [:]
        for number in measured.keys.sorted() + others {
            for name in ["top\(number)", "top\(number)Accuracy", "top\(number)Acc", "accuracyTop\(number)"] {
                advice["Evaluation.\(name)"] = measured[number] ?? measuredAmongGuesses
            }
            advice["Evaluation.top\(number)Error"] = measuredAmongGuesses
            if let member = measured[number] { advice["Evaluation.acc\(number)"] = member }
        }
        return advice
    }

    private static let measuredAmongGuesses =
        "'accuracy' counts the first guess, 'top3Accuracy' the first three and 'top5Accuracy' the first five"
}

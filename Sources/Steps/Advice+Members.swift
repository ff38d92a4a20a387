import Workflow

extension Advice {
    /// Members of artifacts by their names in other libraries.
    static let members = [
        "std": "standardDeviation", "stdev": "standardDeviation", "stddev": "standardDeviation",
        "deviation": "standardDeviation", "sd": "standardDeviation", "acc": "accuracy", "len": "count",
        "length": "count", "size": "count", "valAcc": "validationAccuracy",
        "valAccuracy": "validationAccuracy",
        "valLoss": "validationLoss", "val": "validation",
        "top1": "accuracy", "top1Accuracy": "accuracy", "top3": "top3Accuracy", "top5": "top5Accuracy",
        "ece": "expectedCalibrationError", "calibrationError": "expectedCalibrationError",
        "auc": "roc", "rocAUC": "roc", "auroc": "roc", "rocCurve": "roc",
        "averagePrecision": "precisionRecall",
        "precision": "macroPrecision", "recall": "macroRecall", "f1": "macroF1", "f1Score": "macroF1",
        "confusionMatrix": "confusion", "matrix": "confusion", "numParams": "parameters",
    ]
}

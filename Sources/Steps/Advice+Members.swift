import Workflow

extension Advice {
    /// Members of artifacts by their names in other libraries.
    static let members = [
        "std": "standardDeviation", "stdev": "standardDeviation", "stddev": "standardDeviation",
        "deviation": "standardDeviation", "sd": "standardDeviation", "acc": "accuracy", "len": "count",
        "length": "count", "size": "count", "valAcc": "validationAccuracy",
        "valAccuracy": "validationAccuracy",
        "valLoss": "validationLoss", "val": "validation",
    ]
}

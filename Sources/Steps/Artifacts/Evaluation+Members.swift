import Figures
public import Workflow

extension Evaluation {
    /// The members that are numbers.
    static let numbers: [ArtifactType.Member] = [
        .init("accuracy", .float, "the share of images classified correctly, 0…1", isShare: true),
        .init(
            "accuracyLow", .float,
            "the lower end of the 95 % interval of the accuracy (Wilson's score interval), 0…1", isShare: true
        ),
        .init("accuracyHigh", .float, "the upper end of this interval, 0…1", isShare: true),
        .init("loss", .float, "the mean cross-entropy in nats, which is the log-loss"),
        .init("count", .integer, "the number of images"),
        .init("correct", .integer, "the number of images classified correctly", followsArithmetic: true),
        .init("errors", .integer, "the number of misclassified images", followsArithmetic: true),
        .init(
            "top3Accuracy", .float,
            "the share of images whose class is among the three most probable ones, 0…1", isShare: true),
        .init(
            "top5Accuracy", .float,
            "the share of images whose class is among the five most probable ones, 0…1", isShare: true),
        .init(
            "balancedAccuracy", .float, "the mean recall of the classes that have images, 0…1", isShare: true),
        .init(
            "macroPrecision", .float,
            "the mean precision of the classes that occur, 0…1; 0 counts for one that is never predicted",
            isShare: true),
        .init(
            "macroRecall", .float,
            "the mean recall of the classes that occur, 0…1; 0 counts for one that is predicted and has no images",
            isShare: true
        ),
        .init("macroF1", .float, "the mean F1 of the classes that occur, 0…1", isShare: true),
        .init(
            "expectedCalibrationError", .float,
            "the mean difference of confidence and accuracy in 15 bins of equal width, 0…1", isShare: true),
    ]

    /// The members with numbers and images of their own.
    static let parts: [ArtifactType.Member] = [
        .init("confusion", .artifact("Confusion"), "true against predicted classes"),
        .init(
            "mistakes", .artifact("Mistakes"), "the misclassified images, the most confident mistakes first"),
        .init("hardest", .artifact("Hardest"), "the images, the largest loss first"),
        .init("calibration", .artifact("Calibration"), "accuracy against confidence"),
        .init(
            "roc", .artifact("ROC"), "true against false positive rates of each class against the rest"),
        .init(
            "precisionRecall", .artifact("PrecisionRecall"), "precision by recall of each class"),
    ]

    /// The members' values.
    public func members() throws -> [String: Value] {
        let (counts, measures) = (record.counts, record.measures)
        let mistakes = Mistakes(record: record.mistakes, pixels: mistakePixels)
        let interval = accuracyInterval
        let means = ClassMeans(of: ConfusionMatrix(classes: classes, counts: counts))
        let hardest = Hardest(
            record: Hardest.Record(
                shape: record.mistakes.shape, classes: classes, content: record.mistakes.content),
            images: images, scores: scores)
        func share(_ part: Int) -> Value { .float(count == 0 ? 0 : Double(part) / Double(count)) }
        func part(_ artifact: some Artifact) throws -> Value { .artifact(try StoredArtifact(artifact)) }
        return [
            "accuracy": .float(accuracy), "accuracyLow": .float(interval.lower),
            "accuracyHigh": .float(interval.upper), "loss": .float(loss), "count": .integer(count),
            "correct": .integer(correct), "errors": .integer(count - correct),
            "top3Accuracy": share(measures.top3), "top5Accuracy": share(measures.top5),
            "balancedAccuracy": .float(means.balancedAccuracy), "macroPrecision": .float(means.precision),
            "macroRecall": .float(means.recall), "macroF1": .float(means.f1),
            "expectedCalibrationError": .float(measures.calibration.expectedError ?? .nan),
            "confusion": try part(Confusion(counts: counts, mistakes: mistakes)),
            "mistakes": try part(mistakes), "hardest": try part(hardest),
            "calibration": try part(Calibration(bins: measures.calibration)),
            "roc": try part(ROC(areas: measures.areas, scores: scores)),
            "precisionRecall": try part(
                PrecisionRecall(averagePrecisions: measures.averagePrecisions, scores: scores)),
        ]
    }

    /// The 95 % interval of the accuracy.
    var accuracyInterval: WilsonInterval { WilsonInterval(successes: correct, of: count) }
}

/// The measures of an evaluation that its confusion matrix does not give.
struct EvaluationMeasures: Codable {
    /// The number of images whose true class is among the three most probable ones.
    let top3: Int
    /// The number of those with it among the five most probable ones.
    let top5: Int
    /// The images by confidence.
    let calibration: CalibrationBins
    /// The area under each class's receiver operating characteristic; NaN where there is none.
    let areas: [Double]
    /// Each class's average precision; NaN where there is none.
    let averagePrecisions: [Double]

    /// Measures the predictions on images.
    init(of images: ScoredImages) {
        top3 = images.correct(within: 3)
        top5 = images.correct(within: 5)
        calibration = CalibrationBins(of: images)
        let rankings = (0..<images.classes).map { label in
            let ranking = ClassRanking(of: label, in: images)
            return (area: ranking.area, precision: ranking.averagePrecision)
        }
        areas = rankings.map { $0.area ?? .nan }
        averagePrecisions = rankings.map { $0.precision ?? .nan }
    }

    /// Whether they can be those of as many images and classes.
    func fit(images: Int, classes: Int) -> Bool {
        (0...images).contains(top5) && (0...top5).contains(top3) && calibration.fit(images)
            && areas.count == classes && averagePrecisions.count == classes
    }
}

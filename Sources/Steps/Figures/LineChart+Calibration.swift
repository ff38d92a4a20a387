import Figures

extension LineChart {
    /// A reliability diagram: the accuracy of each bin by its mean confidence, beside the diagonal on which both are
    /// equal, and the number of images in each bin.
    init(of calibration: CalibrationBins) {
        func points(_ value: (CalibrationBins.Bin) -> Double?) -> [Point] {
            calibration.bins.compactMap { bin in
                guard let confidence = bin.confidence, let value = value(bin) else { return nil }
                return Point(x: confidence * 100, y: value)
            }
        }
        self.init(
            horizontalAxis: "confidence in %",
            panels: [
                Panel(
                    title: "accuracy", format: .percent,
                    series: [
                        Series(
                            name: "perfect calibration", style: .background,
                            points: [Point(x: 0, y: 0), Point(x: 100, y: 1)]),
                        Series(name: "accuracy", points: points(\.accuracy)),
                    ]),
                Panel(
                    title: "images", scale: .logarithmic,
                    series: [Series(name: "images", points: points { Double($0.count) })]),
            ])
    }
}

import Steps
import TestSupport
import Testing

struct CalibrationBinsTests {
    @Test func `the expected error is the mean distance of accuracy and confidence in 15 bins`() {
        // Bins 10 (up to 11/15 = 0.733…), 12 (up to 13/15 = 0.866…) and 14.
        let images = ScoredImages(
            probabilities: [0.7, 0.3, 0.3, 0.7, 0.85, 0.15, 1, 0, 0.05, 0.95, 0.95, 0.05],
            labels: [0, 0, 0, 0, 1, 1], classes: 2)
        let calibration = CalibrationBins(of: images)
        #expect(calibration.bins.count == 15)
        #expect(calibration.bins.map(\.count) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 3])
        #expect(calibration.bins.map(\.correct) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 2])
        let distances = [abs(0.5 - 0.7), abs(1 - 0.85), abs(2.0 / 3 - 2.9 / 3)]
        expectClose(
            [calibration.bins[10].error, calibration.bins[12].error, calibration.bins[14].error]
                .map { $0 ?? .nan }, distances, absolute: 1e-6, relative: 0, "errors")
        expectClose(
            [calibration.expectedError ?? .nan, calibration.maximumError ?? .nan],
            [(2 * distances[0] + distances[1] + 3 * distances[2]) / 6, 0.3], absolute: 1e-6, relative: 0,
            "expected and maximum error")
        #expect(calibration.bins[3].confidence == nil && calibration.bins[3].error == nil)
    }

    @Test func `a confidence of 1 is in the last bin, and without images there is no error`() {
        let images = ScoredImages(
            probabilities: [1, 0, 0, 0, 0, 0.25, 0.25, 0.25, 0.25, 0], labels: [0, 0], classes: 5)
        let counts = CalibrationBins(of: images).bins.map(\.count)
        #expect(counts[14] == 1 && counts[3] == 1)
        let nothing = CalibrationBins(of: ScoredImages(probabilities: [], labels: [], classes: 5))
        #expect(nothing.expectedError == nil && nothing.maximumError == nil && nothing.total == 0)
    }
}

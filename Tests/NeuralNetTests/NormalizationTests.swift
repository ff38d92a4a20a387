import Foundation
import NeuralNet
import TestSupport
import Testing

@Suite struct NormalizationTests {
    @Test func `mean and standard deviation are those of the bytes over 255`() throws {
        let measured = try #require(
            Normalization.measured(on: Data([0, 255, 51, 102]), shape: Shape([1, 2, 2]))[0])
        expectClose([measured.mean], [0.4], absolute: 1e-15, relative: 0, "mean")
        // Deviations −0.4, 0.6, −0.2, 0 of the mean: variance (0.16 + 0.36 + 0.04) / 4 = 0.14.
        expectClose(
            [measured.standardDeviation], [Double(0.14).squareRoot()], absolute: 1e-15, relative: 0,
            "deviation")
    }

    @Test func `pixels that are all equal have no normalization`() {
        #expect(Normalization.measured(on: Data([7, 7, 7]), shape: Shape([1, 1, 3])) == nil)
        #expect(Normalization.measured(on: Data(), shape: Shape([1, 1, 3])) == nil)
    }
}

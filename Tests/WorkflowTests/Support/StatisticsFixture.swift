import Foundation

/// What SciPy computes, as `Scripts/statistics_reference.py` wrote it.
struct StatisticsFixture: Decodable {
    struct IncompleteBetaCase: Decodable {
        let a, b, x, lower, upper: Double
    }

    struct StudentTCase: Decodable {
        let degreesOfFreedom, t, cumulative, survival: Double
    }

    struct QuantileCase: Decodable {
        let degreesOfFreedom, probability, quantile: Double
    }

    struct SampleCase: Decodable {
        let numbers: [Double]
        let mean, standardDeviation, low, high: Double
    }

    struct PairCase: Decodable {
        let first, second: [Double]
        let mean, standardDeviation, t, pValue, low, high: Double
    }

    struct McNemarCase: Decodable {
        let onlyFirst, onlySecond: Int
        let isExact: Bool
        let pValue: Double
    }

    let scipy: String
    let incompleteBeta: [IncompleteBetaCase]
    let studentT: [StudentTCase]
    let quantiles: [QuantileCase]
    let samples: [SampleCase]
    let pairs: [PairCase]
    let mcnemar: [McNemarCase]

    /// Reads the file.
    static func read() throws -> StatisticsFixture { try stored.get() }

    private static let stored = Result {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try JSONDecoder().decode(
            StatisticsFixture.self, from: Data(contentsOf: folder.appending(path: "Fixtures/statistics.json"))
        )
    }
}

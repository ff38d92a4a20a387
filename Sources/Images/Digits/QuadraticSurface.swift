/// A quadratic surface over a plane, which approximates the brightness of paper in uneven light.
struct QuadraticSurface {
    private let coefficients: [Double]
    private let width: Double
    private let height: Double

    private static let rounds = 8

    /// Fits a surface by iteratively reweighted least squares, with less weight for outliers (Tukey's biweight).
    init(fittedTo plane: Plane) {
        width = Double(plane.width)
        height = Double(plane.height)
        var coefficients = [Double(plane.quantile(0.5)), 0, 0, 0, 0, 0]
        let terms = (0..<plane.values.count).map {
            Self.terms($0 % plane.width, $0 / plane.width, Double(plane.width), Double(plane.height))
        }
        for _ in 0..<Self.rounds {
            let differences = zip(plane.values, terms).map { value, terms in
                Double(value) - Self.value(terms, coefficients)
            }
            let spread = differences.map { abs($0) }.sorted()[differences.count / 2]
            let reach = max(4.685 * 1.4826 * spread, 0.02)
            var system = [[Double]](repeating: [Double](repeating: 0, count: 7), count: 6)
            for (index, difference) in differences.enumerated() where abs(difference) < reach {
                let share = 1 - difference * difference / (reach * reach)
                let weight = share * share
                for row in 0..<6 {
                    let factor = weight * terms[index][row]
                    for column in 0..<6 { system[row][column] += factor * terms[index][column] }
                    system[row][6] += factor * Double(plane.values[index])
                }
            }
            guard let solution = Self.solved(system) else { break }
            coefficients = solution
        }
        self.coefficients = coefficients
    }

    /// The surface's height at a pixel.
    func value(_ x: Int, _ y: Int) -> Float {
        Float(Self.value(Self.terms(x, y, width, height), coefficients))
    }

    private static func value(_ terms: [Double], _ coefficients: [Double]) -> Double {
        var sum = 0.0
        for index in 0..<6 { sum += terms[index] * coefficients[index] }
        return sum
    }

    private static func terms(_ x: Int, _ y: Int, _ width: Double, _ height: Double) -> [Double] {
        let across = 2 * (Double(x) + 0.5) / width - 1
        let down = 2 * (Double(y) + 0.5) / height - 1
        return [1, across, down, across * across, across * down, down * down]
    }

    /// The solution of linear equations by Gaussian elimination; `nil` if there is none.
    private static func solved(_ system: [[Double]]) -> [Double]? {
        var rows = system
        let count = rows.count
        for column in 0..<count {
            let pivot = (column..<count).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
            guard abs(rows[pivot][column]) > 1e-9 else { return nil }
            rows.swapAt(column, pivot)
            for row in 0..<count where row != column {
                let factor = rows[row][column] / rows[column][column]
                for index in column...count { rows[row][index] -= factor * rows[column][index] }
            }
        }
        return (0..<count).map { rows[$0][count] / rows[$0][$0] }
    }
}

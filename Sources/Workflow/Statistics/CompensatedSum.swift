/// A sum of numbers in their order, with the rounding errors of its additions added at the end.
///
/// A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", Zeitschrift für Angewandte
/// Mathematik und Mechanik 54 (1974). The same numbers in the same order give the same bits everywhere.
struct CompensatedSum {
    private var sum = 0.0
    private var errors = 0.0

    /// Adds numbers, which are finite, as their sum is.
    init(_ numbers: some Sequence<Double>) {
        for number in numbers {
            let next = sum + number
            errors += abs(sum) >= abs(number) ? (sum - next) + number : (number - next) + sum
            sum = next
        }
    }

    /// The sum.
    var value: Double { sum + errors }
}

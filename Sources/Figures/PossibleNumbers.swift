/// Which numbers of a stored figure can be meant.
enum PossibleNumbers {
    /// Sides of images, far beyond what can be shown and far below what their products may be.
    static let sides = 0...65_536

    /// Counts of examples, parameters and the like: their sums and products with small numbers are integers too.
    static let counts = 0...(1 << 53)

    /// Whether all are counts, and their sum is one.
    static func haveSum(_ numbers: [Int]) -> Bool {
        var sum = 0
        for count in numbers {
            guard counts.contains(count), counts.contains(sum + count) else { return false }
            sum += count
        }
        return true
    }
}

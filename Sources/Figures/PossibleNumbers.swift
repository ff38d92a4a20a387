/// The plausible ranges of numbers in a stored figure.
enum PossibleNumbers {
    /// Sides of images, far larger than what can be shown, but without overflow of their products.
    static let sides = 0...65_536

    /// Counts of examples, parameters and the like, without overflow of their sums and products with small numbers.
    static let counts = 0...(1 << 53)

    /// Whether all numbers and their sum are valid counts.
    static func haveSum(_ numbers: [Int]) -> Bool {
        var sum = 0
        for count in numbers {
            guard counts.contains(count), counts.contains(sum + count) else { return false }
            sum += count
        }
        return true
    }
}

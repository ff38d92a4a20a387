/// A text as what stands between its numbers, and the numbers.
struct NumberedText {
    /// The text with a mark in the place of each number.
    private let words: String
    private let numbers: [Double]

    private static let mark: Unicode.Scalar = "\u{0}"

    /// Reads a text; thousands may be set apart by the narrow space that reports have.
    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var words = String.UnicodeScalarView()
        var numbers: [Double] = []
        var place = 0
        while place < scalars.count {
            guard Self.isDigit(scalars[place]) else {
                words.append(scalars[place])
                place += 1
                continue
            }
            let (digits, end) = Self.number(in: scalars, from: place)
            place = end
            guard let number = Double(digits) else {
                words.append(contentsOf: digits.unicodeScalars)
                continue
            }
            // A hyphen behind a letter or a digit is a hyphen.
            if let sign = words.last, sign == "-" || sign == "\u{2212}",
                words.dropLast().last.map({ !$0.properties.isAlphabetic && $0 != Self.mark }) ?? true
            {
                words.removeLast()
                numbers.append(-number)
            } else {
                numbers.append(number)
            }
            words.append(Self.mark)
        }
        self.words = String(words)
        self.numbers = numbers
    }

    /// Whether it is the same as a computed one but for numbers, which differ by no more than a tolerance, absolutely and as
    /// a share together.
    func agrees(with computed: NumberedText, within tolerance: Double) -> Bool {
        words == computed.words
            && zip(numbers, computed.numbers).allSatisfy { then, now in
                then == now || abs(now - then) <= tolerance + tolerance * abs(then)
            }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// The number that begins at a place, and where it ends.
    private static func number(in scalars: [Unicode.Scalar], from start: Int) -> (digits: String, end: Int) {
        var digits = String.UnicodeScalarView()
        var place = start
        func isDigit(at place: Int) -> Bool { place < scalars.count && Self.isDigit(scalars[place]) }
        func take() {
            while isDigit(at: place) {
                digits.append(scalars[place])
                place += 1
            }
        }
        take()
        while place < scalars.count, scalars[place] == "\u{202F}", isDigit(at: place + 1),
            isDigit(at: place + 2),
            isDigit(at: place + 3), !isDigit(at: place + 4)
        {
            place += 1
            take()
        }
        if place < scalars.count, scalars[place] == ".", isDigit(at: place + 1) {
            digits.append(".")
            place += 1
            take()
        }
        if place + 1 < scalars.count, scalars[place] == "e", "+-".unicodeScalars.contains(scalars[place + 1]),
            isDigit(at: place + 2)
        {
            digits.append(contentsOf: [scalars[place], scalars[place + 1]])
            place += 2
            take()
        }
        return (String(digits), place)
    }
}

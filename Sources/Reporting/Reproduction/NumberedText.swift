/// A text as what stands between its numbers, and the numbers.
struct NumberedText {
    /// What stands before each number, and behind the last one.
    private let words: [[Unicode.Scalar]]
    private let numbers: [Double]

    /// Reads a text; thousands may be set apart by the narrow space that reports have.
    ///
    /// What is too large for a number of 64 bits is words, since all such would be the same; so is the number of a character
    /// reference, which is a character.
    init(_ text: some StringProtocol) {
        let scalars = Array(text.unicodeScalars)
        var words: [[Unicode.Scalar]] = []
        var numbers: [Double] = []
        var between: [Unicode.Scalar] = []
        var place = 0
        while place < scalars.count {
            guard Self.isDigit(scalars[place]) else {
                between.append(scalars[place])
                place += 1
                continue
            }
            let (digits, end) = Self.number(in: scalars, from: place)
            let start = place
            place = end
            guard let number = Double(digits), number.isFinite, !between.ends(with: "&#") else {
                between += scalars[start..<end]
                continue
            }
            // A hyphen behind a letter or a digit is a hyphen.
            let isNegative =
                (between.ends(with: "-") || between.ends(with: "\u{2212}"))
                && (between.dropLast().last.map { !$0.properties.isAlphabetic } ?? numbers.isEmpty)
            if isNegative { between.removeLast() }
            numbers.append(isNegative ? -number : number)
            words.append(between)
            between = []
        }
        self.words = words + [between]
        self.numbers = numbers
    }

    /// Whether it is the same as a computed one but for numbers, which differ by no more than a tolerance, absolutely and as
    /// a share together.
    func agrees(with computed: NumberedText, within tolerance: Double) -> Bool {
        words == computed.words && numbers.count == computed.numbers.count
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

extension [Unicode.Scalar] {
    fileprivate func ends(with text: String) -> Bool {
        suffix(text.unicodeScalars.count).elementsEqual(text.unicodeScalars)
    }
}

/// A text split into its numbers and the words between them.
struct NumberedText {
    /// The words before each number, and after the last one.
    private let words: [[Unicode.Scalar]]
    private let numbers: [Double]

    /// Parses a text; thousands may be separated by a narrow space, as in reports.
    ///
    /// Numbers that overflow 64 bits count as words, since all of them would be equal; so do those of character
    /// references.
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
            // A hyphen after a letter or a digit is not a minus sign.
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

    /// Whether it equals a computed one except for numbers, which differ by at most the absolute plus the relative
    /// tolerance.
    func agrees(with computed: NumberedText, within tolerance: Double) -> Bool {
        words == computed.words && numbers.count == computed.numbers.count
            && zip(numbers, computed.numbers).allSatisfy { then, now in
                then == now || abs(now - then) <= tolerance + tolerance * abs(then)
            }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// The number at a position, and its end.
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

extension WritingStyle {
    /// The styles of each digit with those that are rare among MNIST's writers and common elsewhere, at the digit's index.
    static let moreByDigit = byDigit.enumerated().map { digit, styles in
        switch digit {
        case 1: styles + moreOnes
        case 9: styles + moreNines
        default: styles
        }
    }

    private static let moreOnes = [
        WritingStyle(
            "with a long flag", share: 30,
            Skeleton(
                Stroke(.at(2, 56), .at(22, 28), .corner(42, 0), .at(42, 50), .at(42, 100))
            ),
            // The flag down to the line.
            Skeleton(
                Stroke(.at(-8, 86), .at(20, 42), .corner(46, 0), .at(45, 50), .at(44, 100))
            ),
            // Leaning.
            Skeleton(
                Stroke(.at(4, 48), .at(34, 24), .corner(62, 0), .at(50, 50), .at(38, 100))
            ),
            // The flag flat.
            Skeleton(
                Stroke(.at(-4, 40), .at(22, 22), .corner(46, 2), .at(44, 50), .at(42, 100))
            ),
            // The flag bent.
            Skeleton(
                Stroke(.at(0, 58), .at(28, 34), .corner(44, 0), .at(43, 50), .at(42, 100))
            )
        )
    ]

    private static let moreNines = [
        WritingStyle(
            "of one stroke, the stem straight", share: 30,
            Skeleton(
                Stroke(
                    .at(46, 6), .at(24, 0), .at(6, 16), .at(10, 36), .at(32, 40), .corner(50, 22),
                    .at(50, 60),
                    .at(50, 100)
                )
            ),
            // The head narrow.
            Skeleton(
                Stroke(
                    .at(42, 4), .at(26, 0), .at(16, 16), .at(18, 36), .at(30, 42), .corner(44, 26),
                    .at(44, 62),
                    .at(44, 100)
                )
            ),
            // The head wide and low.
            Skeleton(
                Stroke(
                    .at(54, 10), .at(28, 2), .at(0, 12), .at(2, 30), .at(30, 36), .corner(58, 18),
                    .at(56, 58),
                    .at(54, 100)
                )
            ),
            // The head left open at the right.
            Skeleton(
                Stroke(
                    .at(38, 2), .at(20, 2), .at(6, 18), .at(10, 38), .at(30, 44), .corner(52, 30),
                    .at(52, 64),
                    .at(52, 100)
                )
            ),
            // Leaning.
            Skeleton(
                Stroke(
                    .at(62, 6), .at(40, 0), .at(18, 16), .at(16, 36), .at(38, 42), .corner(62, 22),
                    .at(52, 60),
                    .at(42, 100)
                )
            )
        )
    ]
}

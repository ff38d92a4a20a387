extension WritingStyle {
    static let threes = [
        WritingStyle(
            "round, with a sharp waist", share: 66,
            Skeleton(
                Stroke(
                    .at(8, 14), .at(26, 2), .at(50, 4), .at(56, 22), .at(44, 38), .corner(24, 47),
                    .at(48, 50), .at(62, 68), .at(50, 92), .at(26, 98), .at(2, 88)
                )
            ),
            // A small head over a large belly.
            Skeleton(
                Stroke(
                    .at(14, 10), .at(28, 1), .at(44, 4), .at(48, 18), .at(40, 32), .corner(24, 40),
                    .at(52, 44), .at(68, 66), .at(56, 90), .at(28, 99), .at(0, 86)
                )
            ),
            // A waist that hardly cuts in.
            Skeleton(
                Stroke(
                    .at(6, 10), .at(26, 0), .at(46, 6), .at(52, 22), .at(46, 38), .corner(36, 46),
                    .at(50, 54), .at(56, 72), .at(46, 92), .at(24, 100), .at(4, 96)
                )
            ),
            // A large head over a small belly, the tail drawn far out.
            Skeleton(
                Stroke(
                    .at(8, 20), .at(28, 2), .at(56, 4), .at(62, 26), .at(46, 46), .corner(24, 56),
                    .at(44, 60), .at(52, 74), .at(42, 90), .at(18, 96), .at(-8, 88)
                )
            ),
            // Angular, the waist at the left.
            Skeleton(
                Stroke(
                    .at(12, 6), .at(30, 2), .at(48, 4), .at(50, 16), .at(34, 34), .corner(14, 50),
                    .at(38, 52), .at(52, 64), .at(42, 84), .at(22, 98), .at(2, 98)
                )
            ),
            // A belly that hardly bends, a wide head.
            Skeleton(
                Stroke(
                    .at(0, 14), .at(20, 4), .at(44, 0), .at(56, 10), .at(42, 30), .corner(24, 44),
                    .at(44, 48), .at(60, 60), .at(62, 76), .at(56, 90), .at(42, 100)
                )
            ),
            // A tail that only falls.
            Skeleton(
                Stroke(
                    .at(4, 16), .at(22, 4), .at(46, 2), .at(54, 18), .at(42, 36), .corner(18, 50),
                    .at(42, 52), .at(56, 62), .at(50, 80), .at(34, 94), .at(10, 102)
                )
            )
        ),
        WritingStyle(
            "flat-topped", share: 10,
            Skeleton(
                Stroke(
                    .at(4, 6), .at(30, 4), .corner(58, 3), .at(42, 24), .corner(26, 42), .at(50, 48),
                    .at(60, 68), .at(48, 92), .at(24, 98), .at(2, 88)
                )
            ),
            Skeleton(
                Stroke(
                    .at(10, 8), .at(28, 6), .corner(50, 0), .at(40, 20), .corner(30, 38), .at(48, 46),
                    .at(54, 66), .at(44, 90), .at(22, 98), .at(0, 94)
                )
            )
        ),
        WritingStyle(
            "with a loop at the waist", share: 16,
            Skeleton(
                Stroke(
                    .at(8, 16), .at(24, 2), .at(48, 3), .at(56, 22), .at(42, 44), .at(24, 52), .at(20, 43),
                    .at(38, 45), .at(58, 58), .at(58, 82), .at(34, 98), .at(4, 90)
                )
            ),
            Skeleton(
                Stroke(
                    .at(8, 10), .at(26, 0), .at(46, 6), .at(50, 24), .at(38, 40), .at(24, 46), .at(24, 46),
                    .at(40, 48), .at(54, 60), .at(52, 82), .at(30, 98), .at(6, 96)
                )
            )
        ),
        WritingStyle(
            "with a curled entry", share: 8,
            Skeleton(
                Stroke(
                    .at(16, 24), .at(6, 20), .at(12, 6), .at(34, 0), .at(54, 10), .at(48, 32),
                    .corner(26, 46), .at(52, 52), .at(60, 74), .at(42, 96), .at(14, 98), .at(0, 82)
                )
            ),
            Skeleton(
                Stroke(
                    .at(14, 28), .at(10, 18), .at(18, 4), .at(36, 2), .at(48, 14), .at(42, 34),
                    .corner(26, 44), .at(48, 52), .at(54, 76), .at(36, 98), .at(10, 94), .at(6, 80)
                )
            )
        ),
    ]
}

extension WritingStyle {
    static let nines = [
        WritingStyle(
            "with a straight stem", share: 54,
            Skeleton(
                Stroke(
                    .at(50, 12), .at(32, 2), .at(10, 14), .at(6, 34), .at(22, 46), .at(42, 36),
                    .corner(52, 10), .at(50, 54), .at(46, 100)
                )
            ),
            // Leaning.
            Skeleton(
                Stroke(
                    .at(62, 10), .at(44, 2), .at(20, 16), .at(10, 36), .at(22, 46), .at(48, 34),
                    .corner(66, 8), .at(46, 52), .at(26, 100)
                )
            ),
            // The head large and round.
            Skeleton(
                Stroke(
                    .at(56, 10), .at(36, 0), .at(10, 14), .at(4, 42), .at(22, 56), .at(46, 42),
                    .corner(56, 14), .at(56, 56), .at(56, 100)
                )
            ),
            // The head small, the stem long.
            Skeleton(
                Stroke(
                    .at(44, 8), .at(32, 1), .at(18, 10), .at(14, 24), .at(24, 34), .at(38, 26),
                    .corner(44, 8), .at(42, 54), .at(38, 100)
                )
            ),
            // The head as high as the stem is long.
            Skeleton(
                Stroke(
                    .at(58, 16), .at(36, 0), .at(8, 20), .at(4, 54), .at(24, 72), .at(50, 54),
                    .corner(60, 16), .at(60, 62), .at(58, 100)
                )
            ),
            // The head open at the top.
            Skeleton(
                Stroke(
                    .at(36, 2), .at(22, 4), .at(8, 20), .at(8, 38), .at(22, 46), .at(40, 36), .corner(52, 12),
                    .at(47, 54), .at(42, 100)
                )
            )
        ),
        WritingStyle(
            "begun at the far right, the head left open", share: 14,
            Skeleton(
                Stroke(
                    .at(64, 4), .at(36, 2), .at(12, 16), .at(8, 36), .at(22, 46), .at(42, 38),
                    .corner(54, 20), .at(48, 56), .at(42, 100)
                )
            ),
            // The head small, its beginning long.
            Skeleton(
                Stroke(
                    .at(78, 0), .at(50, 4), .at(28, 16), .at(20, 34), .at(30, 44), .at(46, 38),
                    .corner(56, 24), .at(42, 58), .at(24, 100)
                )
            ),
            // The head a hook.
            Skeleton(
                Stroke(
                    .at(54, 4), .at(34, 2), .at(18, 12), .at(12, 28), .at(20, 40), .at(38, 40),
                    .corner(50, 30), .at(48, 62), .at(44, 100)
                )
            )
        ),
        WritingStyle(
            "with a curled tail", share: 10,
            Skeleton(
                Stroke(
                    .at(50, 14), .at(32, 2), .at(10, 14), .at(8, 36), .at(26, 48), .at(46, 34),
                    .corner(54, 12), .at(54, 56), .at(44, 90), .at(20, 98), .at(4, 86)
                )
            ),
            Skeleton(
                Stroke(
                    .at(46, 10), .at(30, 2), .at(12, 14), .at(10, 34), .at(26, 44), .at(44, 32),
                    .corner(50, 12), .at(50, 56), .at(44, 86), .at(30, 98), .at(12, 98)
                )
            )
        ),
        WritingStyle(
            "in one sweep", share: 26,
            // The head runs into the stem with no corner.
            Skeleton(
                Stroke(
                    .at(46, 34), .at(26, 46), .at(8, 36), .at(10, 12), .at(32, 1), .at(52, 14), .at(52, 44),
                    .at(46, 74), .at(42, 100)
                )
            ),
            Skeleton(
                Stroke(
                    .at(52, 34), .at(30, 50), .at(10, 42), .at(20, 16), .at(46, 1), .at(62, 12), .at(54, 42),
                    .at(38, 72), .at(24, 100)
                )
            ),
            Skeleton(
                Stroke(
                    .at(44, 40), .at(24, 44), .at(8, 32), .at(14, 8), .at(36, 2), .at(50, 14), .at(54, 44),
                    .at(52, 74), .at(54, 100)
                )
            )
        ),
    ]
}

extension WritingStyle {
    static let fours = [
        WritingStyle(
            "open, in two strokes", share: 52,
            Skeleton(
                Stroke(.at(14, 2), .at(9, 30), .corner(4, 54), .at(32, 54), .at(64, 51)),
                Stroke(.at(50, 4), .at(47, 50), .at(44, 100))
            ),
            // A low, wide left side; the stem leans.
            Skeleton(
                Stroke(.at(26, 6), .at(14, 34), .corner(2, 56), .at(36, 58), .at(76, 54)),
                Stroke(.at(66, 0), .at(50, 50), .at(36, 100))
            ),
            // Hardly any crossing, the stem tall.
            Skeleton(
                Stroke(.at(8, 20), .at(5, 38), .corner(4, 56), .at(24, 58), .at(48, 52)),
                Stroke(.at(48, 0), .at(45, 50), .at(44, 100))
            ),
            // A bar that rises steeply.
            Skeleton(
                Stroke(.at(14, 8), .at(8, 36), .corner(4, 64), .at(36, 52), .at(74, 38)),
                Stroke(.at(52, 6), .at(40, 50), .at(28, 100))
            ),
            // A short stem that begins at the bar.
            Skeleton(
                Stroke(.at(18, 0), .at(12, 30), .corner(6, 58), .at(30, 58), .at(62, 56)),
                Stroke(.at(44, 34), .at(42, 64), .at(40, 100))
            )
        ),
        WritingStyle(
            "open and rounded, in two strokes", share: 12,
            Skeleton(
                Stroke(.at(12, 4), .at(5, 34), .at(10, 52), .at(34, 52), .at(60, 44)),
                Stroke(.at(52, 0), .at(48, 50), .at(44, 100))
            ),
            Skeleton(
                Stroke(.at(24, 2), .at(8, 32), .at(8, 54), .at(36, 54), .at(72, 48)),
                Stroke(.at(62, 4), .at(48, 50), .at(36, 100))
            )
        ),
        WritingStyle(
            "one stroke, a bowl and a stem", share: 20,
            Skeleton(
                Stroke(
                    .at(10, 6), .at(6, 34), .at(18, 52), .at(40, 44), .corner(52, 4), .at(48, 50),
                    .at(44, 100)
                )
            ),
            Skeleton(
                Stroke(
                    .at(6, 10), .at(8, 40), .at(22, 54), .at(42, 50), .corner(50, 22), .at(47, 60),
                    .at(46, 100)
                )
            ),
            Skeleton(
                Stroke(
                    .at(18, 0), .at(8, 34), .at(18, 52), .at(44, 42), .corner(66, 6), .at(46, 54),
                    .at(30, 100)
                )
            )
        ),
        WritingStyle(
            "closed", share: 20,
            // The stem drawn apart.
            Skeleton(
                Stroke(.at(48, 2), .at(26, 30), .corner(4, 60), .at(32, 60), .at(68, 58)),
                Stroke(.at(48, 4), .at(47, 50), .at(46, 100))
            ),
            Skeleton(
                Stroke(.at(40, 0), .at(22, 26), .corner(4, 50), .at(28, 54), .at(58, 52)),
                Stroke(.at(44, 2), .at(46, 50), .at(42, 100))
            ),
            // A small, pointed head whose bar stops at the stem.
            Skeleton(
                Stroke(.at(46, 0), .at(30, 26), .corner(14, 52), .at(30, 55), .at(50, 52)),
                Stroke(.at(46, 2), .at(48, 50), .at(50, 100))
            ),
            // A head nearly closed.
            Skeleton(
                Stroke(.at(34, 8), .at(18, 32), .corner(6, 56), .at(30, 58), .at(64, 52)),
                Stroke(.at(50, 2), .at(46, 50), .at(38, 100))
            )
        ),
    ]
}

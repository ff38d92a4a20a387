extension WritingStyle {
    static let zeros = [
        WritingStyle(
            "counterclockwise from the top", share: 84,
            // Round and closed.
            Skeleton(
                Stroke(
                    .at(40, 2), .at(14, 16), .at(2, 50), .at(16, 88), .at(40, 98), .at(66, 82), .at(74, 46),
                    .at(62, 12), .at(40, 2)
                )
            ),
            // Narrow.
            Skeleton(
                Stroke(
                    .at(30, 1), .at(18, 18), .at(13, 52), .at(18, 86), .at(29, 99), .at(41, 84), .at(46, 48),
                    .at(42, 16), .at(31, 2)
                )
            ),
            // Begun at the right, the end curling over the beginning into the inside.
            Skeleton(
                Stroke(
                    .at(50, 8), .at(20, 10), .at(4, 46), .at(12, 86), .at(36, 98), .at(62, 80), .at(68, 42),
                    .at(52, 10), .at(30, 14)
                )
            ),
            // Left open at the top right.
            Skeleton(
                Stroke(
                    .at(32, 0), .at(10, 20), .at(3, 56), .at(16, 92), .at(38, 97), .at(58, 80), .at(66, 48),
                    .at(62, 20), .at(52, 6)
                )
            ),
            // Open like a U.
            Skeleton(
                Stroke(
                    .at(18, 6), .at(6, 30), .at(4, 62), .at(16, 92), .at(36, 98), .at(54, 88), .at(62, 62),
                    .at(60, 32), .at(52, 12)
                )
            ),
            // Low and wide.
            Skeleton(
                Stroke(
                    .at(56, 10), .at(24, 14), .at(0, 44), .at(8, 76), .at(44, 86), .at(84, 74), .at(98, 42),
                    .at(80, 14), .at(44, 8)
                )
            ),
            // Begun with a spike above the end.
            Skeleton(
                Stroke(
                    .at(40, -8), .at(16, 16), .at(3, 52), .at(14, 88), .at(38, 98), .at(62, 84), .at(70, 48),
                    .at(58, 16), .at(28, 12)
                )
            ),
            // An egg leaning to the right.
            Skeleton(
                Stroke(
                    .at(52, 2), .at(26, 18), .at(4, 52), .at(4, 88), .at(24, 98), .at(50, 82), .at(70, 46),
                    .at(70, 12), .at(50, 6)
                )
            )
        ),
        WritingStyle(
            "clockwise from the left", share: 8,
            Skeleton(
                Stroke(
                    .at(10, 30), .at(28, 4), .at(54, 6), .at(68, 40), .at(60, 82), .at(34, 98), .at(8, 78),
                    .at(4, 44), .at(16, 14)
                )
            ),
            Skeleton(
                Stroke(
                    .at(14, 20), .at(30, 2), .at(46, 14), .at(52, 48), .at(46, 84), .at(30, 98), .at(14, 84),
                    .at(9, 50), .at(18, 10)
                )
            )
        ),
        WritingStyle(
            "begun and ended with a curl", share: 8,
            Skeleton(
                Stroke(
                    .at(36, 16), .at(52, 12), .at(44, 1), .at(16, 16), .at(3, 54), .at(16, 92), .at(42, 98),
                    .at(66, 74), .at(68, 36), .at(54, 8), .at(34, 8)
                )
            ),
            Skeleton(
                Stroke(
                    .at(32, 26), .at(46, 16), .at(38, 3), .at(20, 14), .at(10, 50), .at(14, 88), .at(32, 98),
                    .at(48, 80), .at(54, 40), .at(46, 12), .at(28, 14)
                )
            )
        ),
    ]
}

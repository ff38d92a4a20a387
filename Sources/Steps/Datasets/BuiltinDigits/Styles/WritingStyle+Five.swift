extension WritingStyle {
    static let fives = [
        WritingStyle(
            "with the bar as a second stroke", share: 33,
            Skeleton(
                Stroke(
                    .at(20, 8), .at(17, 26), .corner(14, 44), .at(38, 38), .at(56, 54), .at(54, 80),
                    .at(32, 97), .at(2, 90)
                ),
                Stroke(.at(20, 8), .at(42, 6), .at(68, 3))
            ),
            // A bar that stands off.
            Skeleton(
                Stroke(
                    .at(18, 14), .at(16, 30), .corner(14, 46), .at(36, 42), .at(50, 58), .at(48, 84),
                    .at(26, 98), .at(0, 92)
                ),
                Stroke(.at(24, 6), .at(46, 3), .at(72, 0))
            ),
            // Leaning, with a small belly.
            Skeleton(
                Stroke(
                    .at(38, 8), .at(30, 26), .corner(22, 44), .at(42, 44), .at(52, 58), .at(44, 80),
                    .at(22, 96), .at(-4, 98)
                ),
                Stroke(.at(40, 8), .at(62, 8), .at(88, 2))
            ),
            // A large belly under a short bar.
            Skeleton(
                Stroke(
                    .at(16, 4), .at(12, 20), .corner(8, 38), .at(44, 30), .at(66, 54), .at(60, 84),
                    .at(32, 100), .at(0, 86)
                ),
                Stroke(.at(16, 4), .at(32, 4), .at(52, 4))
            ),
            // A belly that closes.
            Skeleton(
                Stroke(
                    .at(22, 4), .at(18, 24), .corner(15, 44), .at(40, 38), .at(56, 58), .at(46, 90),
                    .at(18, 96), .at(6, 72)
                ),
                Stroke(.at(24, 10), .at(44, 8), .at(66, 6))
            ),
            // A stem that begins above the bar.
            Skeleton(
                Stroke(
                    .at(18, 0), .at(17, 26), .corner(15, 52), .at(36, 48), .at(48, 62), .at(44, 84),
                    .at(28, 96), .at(6, 98)
                ),
                Stroke(.at(16, 16), .at(38, 14), .at(62, 10))
            )
        ),
        WritingStyle(
            "one stroke with corners", share: 28,
            Skeleton(
                Stroke(
                    .at(66, 4), .at(42, 6), .corner(20, 8), .at(17, 26), .corner(14, 42), .at(38, 36),
                    .at(58, 54), .at(52, 84), .at(28, 98), .at(2, 88)
                )
            ),
            Skeleton(
                Stroke(
                    .at(86, 0), .at(62, 6), .corner(38, 8), .at(28, 28), .corner(20, 44), .at(42, 42),
                    .at(52, 58), .at(42, 84), .at(18, 98), .at(-4, 96)
                )
            ),
            Skeleton(
                Stroke(
                    .at(54, 2), .at(38, 2), .corner(22, 4), .at(14, 24), .corner(6, 44), .at(30, 44),
                    .at(48, 58), .at(46, 80), .at(28, 94), .at(0, 100)
                )
            ),
            // The belly large, turning back to the stem.
            Skeleton(
                Stroke(
                    .at(60, 2), .at(42, 4), .corner(24, 6), .at(20, 22), .corner(16, 38), .at(44, 34),
                    .at(62, 56), .at(54, 86), .at(24, 98), .at(6, 78)
                )
            )
        ),
        WritingStyle(
            "like a tick, the belly small and low", share: 11,
            Skeleton(
                Stroke(
                    .at(84, 2), .at(62, 4), .corner(46, 8), .at(36, 34), .corner(28, 58), .at(38, 58),
                    .at(42, 70), .at(34, 88), .at(20, 98), .at(2, 94)
                )
            ),
            Skeleton(
                Stroke(
                    .at(64, 0), .at(46, 4), .corner(32, 6), .at(28, 28), .corner(24, 48), .at(36, 52),
                    .at(40, 68), .at(34, 88), .at(22, 98), .at(4, 100)
                )
            ),
            Skeleton(
                Stroke(
                    .at(90, 12), .at(66, 6), .corner(44, 4), .at(32, 24), .corner(16, 44), .at(38, 48),
                    .at(46, 64), .at(34, 86), .at(14, 94), .at(-8, 88)
                )
            )
        ),
        WritingStyle(
            "like an S with the bar as a second stroke", share: 12,
            Skeleton(
                Stroke(
                    .at(24, 8), .at(16, 26), .at(22, 42), .at(46, 50), .at(56, 72), .at(42, 94), .at(18, 98),
                    .at(0, 86)
                ),
                Stroke(.at(26, 8), .at(48, 5), .at(74, 2))
            ),
            // The belly turns back to the stem.
            Skeleton(
                Stroke(
                    .at(22, 10), .at(16, 28), .at(24, 42), .at(46, 48), .at(58, 70), .at(42, 96), .at(14, 92),
                    .at(12, 70)
                ),
                Stroke(.at(24, 4), .at(42, 4), .at(62, 6))
            ),
            // A low belly far to the right, the bar standing off.
            Skeleton(
                Stroke(
                    .at(18, 22), .at(14, 40), .at(22, 54), .at(46, 56), .at(56, 72), .at(46, 90), .at(24, 98),
                    .at(6, 94)
                ),
                Stroke(.at(28, 10), .at(54, 4), .at(84, -2))
            )
        ),
        WritingStyle(
            "like an S", share: 12,
            Skeleton(
                Stroke(
                    .at(62, 8), .at(38, 3), .at(18, 14), .at(18, 36), .at(42, 48), .at(56, 70), .at(44, 93),
                    .at(18, 98), .at(0, 84)
                )
            ),
            Skeleton(
                Stroke(
                    .at(76, 2), .at(48, 6), .at(28, 22), .at(28, 42), .at(46, 56), .at(50, 78), .at(34, 96),
                    .at(10, 98), .at(-4, 90)
                )
            ),
            // The belly nearly closed.
            Skeleton(
                Stroke(
                    .at(60, 6), .at(40, 2), .at(22, 14), .at(22, 38), .at(46, 48), .at(58, 72), .at(42, 96),
                    .at(14, 94), .at(8, 72)
                )
            )
        ),
        WritingStyle(
            "like an S with a corner at the belly", share: 4,
            Skeleton(
                Stroke(
                    .at(64, 2), .at(40, 4), .at(22, 12), .corner(16, 40), .at(40, 40), .at(56, 60),
                    .at(50, 86), .at(24, 98), .at(0, 82)
                )
            ),
            Skeleton(
                Stroke(
                    .at(70, 10), .at(46, 2), .at(26, 10), .corner(12, 46), .at(34, 46), .at(50, 62),
                    .at(44, 86), .at(20, 98), .at(2, 94)
                )
            )
        ),
    ]
}

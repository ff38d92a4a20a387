extension WritingStyle {
    static let eights = [
        WritingStyle(
            "one stroke from the top right", share: 56,
            Skeleton(
                Stroke(
                    .at(52, 10), .at(34, 0), .at(14, 10), .at(16, 30), .at(36, 46), .at(54, 64), .at(54, 86),
                    .at(34, 99), .at(12, 88), .at(12, 68), .at(30, 50), .at(48, 32), .at(54, 12)
                )
            ),
            // The end drawn far out to the upper right, the head open.
            Skeleton(
                Stroke(
                    .at(48, 14), .at(34, 4), .at(14, 12), .at(14, 32), .at(30, 48), .at(44, 66), .at(42, 88),
                    .at(24, 98), .at(8, 86), .at(12, 68), .at(30, 50), .at(52, 30), .at(76, 6)
                )
            ),
            // Narrow.
            Skeleton(
                Stroke(
                    .at(42, 8), .at(32, 0), .at(20, 10), .at(20, 30), .at(30, 48), .at(40, 66), .at(40, 88),
                    .at(29, 99), .at(18, 88), .at(18, 68), .at(28, 50), .at(38, 32), .at(44, 10)
                )
            ),
            // A small head over a wide belly.
            Skeleton(
                Stroke(
                    .at(48, 8), .at(36, 0), .at(20, 8), .at(20, 24), .at(38, 38), .at(62, 58), .at(64, 86),
                    .at(36, 99), .at(8, 88), .at(8, 62), .at(30, 42), .at(46, 26), .at(50, 8)
                )
            ),
            // A head that is nearly all of it.
            Skeleton(
                Stroke(
                    .at(60, 12), .at(34, 0), .at(8, 16), .at(10, 44), .at(30, 60), .at(42, 74), .at(40, 92),
                    .at(30, 99), .at(20, 92), .at(22, 76), .at(36, 60), .at(58, 46), .at(66, 20)
                )
            ),
            // Wide and low.
            Skeleton(
                Stroke(
                    .at(80, 14), .at(46, 2), .at(12, 14), .at(14, 34), .at(46, 48), .at(74, 64), .at(74, 86),
                    .at(44, 98), .at(8, 88), .at(8, 66), .at(40, 50), .at(72, 34), .at(84, 16)
                )
            ),
            // A large head over a slim belly.
            Skeleton(
                Stroke(
                    .at(58, 14), .at(36, 0), .at(10, 12), .at(12, 36), .at(32, 54), .at(44, 70), .at(42, 90),
                    .at(30, 99), .at(18, 90), .at(20, 72), .at(34, 54), .at(54, 38), .at(62, 14)
                )
            )
        ),
        WritingStyle(
            "one stroke from the far right, the head left open", share: 18,
            Skeleton(
                Stroke(
                    .at(64, 6), .at(40, 0), .at(18, 12), .at(18, 32), .at(38, 48), .at(52, 66), .at(48, 88),
                    .at(28, 98), .at(8, 88), .at(10, 68), .at(30, 54), .at(46, 44), .at(60, 32)
                )
            ),
            // The end hardly rises above the waist.
            Skeleton(
                Stroke(
                    .at(54, 4), .at(36, 2), .at(18, 14), .at(20, 34), .at(38, 48), .at(50, 66), .at(48, 88),
                    .at(30, 98), .at(12, 90), .at(12, 72), .at(26, 58), .at(38, 50), .at(46, 42)
                )
            ),
            // Leaning far over, the head long.
            Skeleton(
                Stroke(
                    .at(86, 2), .at(58, 0), .at(34, 12), .at(28, 32), .at(40, 48), .at(46, 66), .at(38, 88),
                    .at(18, 98), .at(2, 90), .at(8, 72), .at(30, 56), .at(56, 38), .at(80, 16)
                )
            )
        ),
        WritingStyle(
            "one stroke from the middle", share: 8,
            Skeleton(
                Stroke(
                    .at(34, 48), .at(14, 32), .at(16, 10), .at(36, 0), .at(54, 12), .at(50, 32), .at(28, 52),
                    .at(10, 72), .at(14, 92), .at(36, 99), .at(56, 86), .at(52, 64), .at(34, 48)
                )
            ),
            Skeleton(
                Stroke(
                    .at(30, 46), .at(16, 28), .at(22, 8), .at(38, 1), .at(52, 12), .at(46, 32), .at(26, 52),
                    .at(10, 74), .at(16, 94), .at(34, 98), .at(48, 84), .at(44, 64), .at(24, 42)
                )
            )
        ),
        WritingStyle(
            "one stroke from the top left", share: 12,
            Skeleton(
                Stroke(
                    .at(16, 12), .at(34, 0), .at(54, 10), .at(50, 30), .at(32, 48), .at(14, 66), .at(14, 88),
                    .at(34, 99), .at(54, 88), .at(54, 68), .at(36, 48), .at(18, 30), .at(14, 12)
                )
            ),
            // The end drawn up far beyond the beginning.
            Skeleton(
                Stroke(
                    .at(10, 20), .at(22, 8), .at(36, 14), .at(34, 32), .at(24, 48), .at(10, 66), .at(6, 86),
                    .at(22, 98), .at(40, 88), .at(40, 68), .at(34, 50), .at(44, 26), .at(66, 0)
                )
            ),
            // Like a crossed ribbon, open at the top.
            Skeleton(
                Stroke(
                    .at(24, 10), .at(42, 2), .at(56, 12), .at(48, 34), .at(30, 52), .at(12, 72), .at(14, 92),
                    .at(32, 98), .at(48, 86), .at(46, 68), .at(34, 50), .at(20, 28), .at(8, 6)
                )
            )
        ),
        WritingStyle(
            "like an X with its feet joined", share: 4,
            Skeleton(
                Stroke(
                    .at(6, 4), .at(20, 26), .at(34, 46), .at(48, 66), .at(50, 88), .at(32, 98), .at(14, 88),
                    .at(14, 68), .at(30, 48), .at(46, 26), .at(60, 2)
                )
            ),
            // The head nearly closed.
            Skeleton(
                Stroke(
                    .at(24, 2), .at(14, 18), .at(28, 42), .at(46, 66), .at(46, 88), .at(30, 98), .at(14, 88),
                    .at(16, 66), .at(34, 44), .at(52, 24), .at(44, 2)
                )
            )
        ),
        WritingStyle(
            "two circles", share: 8,
            Skeleton(
                Stroke(
                    .at(36, 1), .at(16, 10), .at(14, 32), .at(34, 46), .at(52, 34), .at(52, 12), .at(36, 1)
                ),
                Stroke(
                    .at(34, 46), .at(12, 58), .at(8, 84), .at(32, 99), .at(58, 84), .at(56, 58), .at(34, 46)
                )
            ),
            Skeleton(
                Stroke(
                    .at(38, 3), .at(22, 8), .at(16, 26), .at(32, 42), .at(48, 30), .at(50, 12), .at(32, 1)
                ),
                Stroke(
                    .at(36, 42), .at(18, 54), .at(14, 82), .at(30, 98), .at(48, 84), .at(50, 58), .at(30, 44)
                )
            )
        ),
        WritingStyle(
            "a 3 closed by a straight left side", share: 2,
            Skeleton(
                Stroke(.at(14, 6), .at(12, 50), .at(10, 94)),
                Stroke(
                    .at(12, 6), .at(40, 2), .at(52, 22), .at(38, 42), .corner(20, 48), .at(50, 54),
                    .at(60, 76), .at(42, 97), .at(8, 96)
                )
            ),
            Skeleton(
                Stroke(.at(18, 4), .at(14, 50), .at(16, 98)),
                Stroke(
                    .at(16, 4), .at(36, 0), .at(46, 18), .at(38, 38), .corner(26, 46), .at(46, 54),
                    .at(52, 76), .at(38, 97), .at(14, 98)
                )
            )
        ),
    ]
}

extension WritingStyle {
    static let sixes = [
        WritingStyle(
            "with a straight tail", share: 52,
            Skeleton(
                Stroke(
                    .at(42, 0), .at(22, 28), .at(8, 62), .at(14, 90), .at(34, 98), .at(52, 84), .at(48, 64),
                    .at(30, 60), .at(12, 74)
                )
            ),
            // A wide belly.
            Skeleton(
                Stroke(
                    .at(34, 0), .at(14, 30), .at(4, 64), .at(16, 92), .at(42, 98), .at(66, 84), .at(64, 64),
                    .at(42, 58), .at(18, 76)
                )
            ),
            // A small loop at the foot.
            Skeleton(
                Stroke(
                    .at(30, 0), .at(18, 34), .at(8, 70), .at(14, 93), .at(30, 98), .at(42, 86), .at(38, 70),
                    .at(24, 70), .at(12, 84)
                )
            ),
            // Upright, the belly high.
            Skeleton(
                Stroke(
                    .at(26, 0), .at(14, 26), .at(8, 58), .at(12, 88), .at(30, 98), .at(48, 80), .at(46, 56),
                    .at(30, 46), .at(12, 58)
                )
            ),
            // Leaning far over.
            Skeleton(
                Stroke(
                    .at(66, 0), .at(38, 28), .at(12, 60), .at(8, 90), .at(28, 98), .at(50, 84), .at(52, 62),
                    .at(34, 56), .at(10, 78)
                )
            ),
            // A tail hardly higher than the wide belly.
            Skeleton(
                Stroke(
                    .at(26, 0), .at(10, 26), .at(3, 62), .at(18, 94), .at(48, 97), .at(74, 74), .at(72, 42),
                    .at(50, 32), .at(26, 60)
                )
            )
        ),
        WritingStyle(
            "with a curled tail", share: 30,
            Skeleton(
                Stroke(
                    .at(58, 12), .at(42, 1), .at(20, 20), .at(6, 58), .at(14, 90), .at(36, 98), .at(56, 82),
                    .at(48, 60), .at(28, 58), .at(8, 74)
                )
            ),
            // Like a G.
            Skeleton(
                Stroke(
                    .at(64, 18), .at(44, 2), .at(16, 16), .at(3, 54), .at(14, 90), .at(42, 98), .at(66, 84),
                    .at(62, 62), .at(42, 58), .at(30, 70)
                )
            ),
            Skeleton(
                Stroke(
                    .at(48, 4), .at(34, 2), .at(16, 26), .at(8, 62), .at(14, 92), .at(32, 98), .at(46, 82),
                    .at(42, 64), .at(26, 64), .at(10, 82)
                )
            )
        ),
        WritingStyle(
            "with the loop left open", share: 14,
            Skeleton(
                Stroke(
                    .at(38, 0), .at(18, 28), .at(6, 64), .at(18, 94), .at(44, 96), .at(60, 78), .at(54, 60),
                    .at(38, 62)
                )
            ),
            Skeleton(
                Stroke(
                    .at(30, 0), .at(12, 30), .at(5, 66), .at(18, 94), .at(40, 94), .at(52, 72), .at(44, 54),
                    .at(32, 62)
                )
            ),
            // Wide, the loop curling up inside.
            Skeleton(
                Stroke(
                    .at(24, 0), .at(6, 30), .at(4, 68), .at(26, 96), .at(62, 96), .at(86, 76), .at(68, 60),
                    .at(40, 84)
                )
            ),
            // The belly wide and high.
            Skeleton(
                Stroke(
                    .at(28, 0), .at(8, 28), .at(3, 66), .at(22, 96), .at(54, 92), .at(72, 62), .at(62, 36),
                    .at(44, 44)
                )
            )
        ),
        WritingStyle(
            "with the loop crossing the stem", share: 4,
            Skeleton(
                Stroke(
                    .at(40, 0), .at(22, 28), .at(8, 62), .at(14, 90), .at(34, 98), .at(54, 82), .at(46, 62),
                    .at(24, 64), .at(-4, 80)
                )
            ),
            Skeleton(
                Stroke(
                    .at(36, 0), .at(22, 30), .at(12, 66), .at(16, 92), .at(32, 97), .at(46, 82), .at(40, 66),
                    .at(22, 72), .at(4, 92)
                )
            )
        ),
    ]
}

extension WritingStyle {
    static let twos = [
        WritingStyle(
            "cornered", share: 38,
            // Round head, level base.
            Skeleton(
                Stroke(
                    .at(8, 22), .at(20, 5), .at(42, 1), .at(58, 16), .at(52, 40), .at(32, 68), .corner(6, 94),
                    .at(36, 94), .at(70, 93)
                )
            ),
            // Like a Z.
            Skeleton(
                Stroke(
                    .at(4, 8), .at(22, 5), .at(42, 3), .at(56, 6), .at(46, 30), .at(26, 64), .corner(4, 96),
                    .at(32, 92), .at(62, 92)
                )
            ),
            // A head with a long entry, and a base that sags or falls.
            Skeleton(
                Stroke(
                    .at(4, 38), .at(10, 14), .at(34, 0), .at(56, 14), .at(52, 42), .at(34, 68),
                    .corner(4, 88), .at(38, 90), .at(72, 100)
                )
            ),
            // A large head over a short base.
            Skeleton(
                Stroke(
                    .at(8, 24), .at(20, 4), .at(40, 0), .at(52, 16), .at(48, 46), .at(36, 76),
                    .corner(18, 98), .at(34, 96), .at(52, 94)
                )
            ),
            // Narrow, with a long base.
            Skeleton(
                Stroke(
                    .at(18, 16), .at(26, 3), .at(40, 1), .at(48, 14), .at(44, 42), .at(34, 70),
                    .corner(18, 96), .at(42, 94), .at(72, 90)
                )
            ),
            // A large head, a short base that rises.
            Skeleton(
                Stroke(
                    .at(4, 32), .at(22, 8), .at(54, 2), .at(70, 18), .at(56, 46), .at(32, 72),
                    .corner(10, 94), .at(34, 90), .at(68, 74)
                )
            ),
            // Hardly a base.
            Skeleton(
                Stroke(
                    .at(6, 18), .at(20, 4), .at(46, 0), .at(62, 12), .at(50, 40), .at(30, 68),
                    .corner(10, 92), .at(28, 90), .at(48, 90)
                )
            ),
            // A base that rises.
            Skeleton(
                Stroke(
                    .at(2, 22), .at(14, 6), .at(34, 2), .at(50, 14), .at(42, 42), .at(24, 68), .corner(4, 94),
                    .at(30, 88), .at(66, 72)
                )
            )
        ),
        WritingStyle(
            "low and wide", share: 9,
            Skeleton(
                Stroke(
                    .at(8, 30), .at(28, 20), .at(54, 16), .at(68, 26), .at(60, 44), .at(34, 64),
                    .corner(4, 82), .at(46, 82), .at(96, 86)
                )
            ),
            // A short base under a wide head.
            Skeleton(
                Stroke(
                    .at(2, 34), .at(20, 22), .at(56, 16), .at(80, 26), .at(66, 46), .at(38, 66),
                    .corner(10, 84), .at(40, 82), .at(72, 76)
                )
            ),
            // A small head, the base drawn far out.
            Skeleton(
                Stroke(
                    .at(14, 36), .at(24, 24), .at(42, 20), .at(54, 30), .at(44, 48), .at(24, 66),
                    .corner(4, 80), .at(54, 74), .at(112, 70)
                )
            ),
            // Like a flattened Z.
            Skeleton(
                Stroke(
                    .at(0, 28), .at(22, 26), .at(48, 22), .at(72, 22), .at(54, 40), .at(30, 60),
                    .corner(8, 78), .at(52, 80), .at(102, 82)
                )
            )
        ),
        WritingStyle(
            "like an L with a small head", share: 7,
            Skeleton(
                Stroke(
                    .at(12, 20), .at(18, 6), .at(28, 2), .at(36, 10), .at(36, 40), .at(30, 70),
                    .corner(22, 98), .at(46, 97), .at(72, 94)
                )
            ),
            // Leaning backwards.
            Skeleton(
                Stroke(
                    .at(4, 14), .at(12, 2), .at(22, 2), .at(32, 14), .at(36, 42), .at(32, 70),
                    .corner(22, 92), .at(48, 95), .at(70, 100)
                )
            ),
            // Leaning, with a short foot.
            Skeleton(
                Stroke(
                    .at(14, 16), .at(24, 3), .at(36, 4), .at(40, 20), .at(36, 48), .at(26, 80),
                    .corner(12, 94), .at(36, 90), .at(56, 94)
                )
            )
        ),
        WritingStyle(
            "looped", share: 40,
            // A small loop.
            Skeleton(
                Stroke(
                    .at(8, 24), .at(22, 5), .at(44, 2), .at(56, 20), .at(48, 50), .at(32, 78), .at(16, 92),
                    .at(4, 88), .at(8, 74), .at(24, 72), .at(44, 82), .at(60, 92), .at(78, 88)
                )
            ),
            // A large loop.
            Skeleton(
                Stroke(
                    .at(10, 20), .at(24, 3), .at(48, 3), .at(58, 24), .at(52, 54), .at(40, 82), .at(20, 98),
                    .at(2, 90), .at(4, 68), .at(24, 58), .at(44, 68), .at(58, 84), .at(72, 92)
                )
            ),
            // A loop that has closed to a blot, a tail that rises.
            Skeleton(
                Stroke(
                    .at(6, 16), .at(18, 4), .at(38, 0), .at(52, 14), .at(46, 42), .at(26, 74), .at(12, 88),
                    .at(4, 92), .at(6, 86), .at(16, 84), .at(36, 88), .at(52, 88), .at(72, 78)
                )
            ),
            // Low and wide, the tail drawn far out.
            Skeleton(
                Stroke(
                    .at(6, 34), .at(24, 12), .at(54, 8), .at(68, 26), .at(58, 54), .at(40, 80), .at(18, 92),
                    .at(2, 84), .at(12, 68), .at(36, 68), .at(60, 80), .at(80, 88), .at(104, 82)
                )
            ),
            // The entry almost back at the loop.
            Skeleton(
                Stroke(
                    .at(8, 42), .at(12, 16), .at(38, 0), .at(62, 18), .at(58, 52), .at(42, 82), .at(20, 98),
                    .at(2, 88), .at(6, 66), .at(28, 60), .at(50, 70), .at(66, 84), .at(82, 92)
                )
            ),
            // A loop as wide as the head, and hardly a tail.
            Skeleton(
                Stroke(
                    .at(12, 18), .at(28, 0), .at(50, 6), .at(60, 34), .at(54, 64), .at(38, 88), .at(18, 98),
                    .at(2, 86), .at(8, 64), .at(30, 56), .at(50, 68), .at(62, 86), .at(68, 96)
                )
            )
        ),
        WritingStyle(
            "with a curled entry", share: 8,
            Skeleton(
                Stroke(
                    .at(22, 30), .at(12, 32), .at(8, 18), .at(26, 2), .at(50, 6), .at(56, 28), .at(36, 66),
                    .corner(6, 94), .at(36, 92), .at(70, 94)
                )
            ),
            Skeleton(
                Stroke(
                    .at(26, 22), .at(14, 28), .at(12, 14), .at(30, 0), .at(50, 8), .at(52, 32), .at(32, 68),
                    .corner(8, 88), .at(36, 92), .at(64, 100)
                )
            )
        ),
    ]
}

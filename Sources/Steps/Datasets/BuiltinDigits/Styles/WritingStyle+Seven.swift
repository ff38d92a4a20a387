extension WritingStyle {
    static let sevens = [
        WritingStyle(
            "cornered", share: 46,
            Skeleton(
                Stroke(.at(4, 8), .at(30, 6), .corner(60, 4), .at(46, 34), .at(34, 66), .at(26, 100))
            ),
            // A bar that falls or sags, a stem that stands straight.
            Skeleton(
                Stroke(.at(2, 4), .at(28, 10), .corner(56, 8), .at(52, 36), .at(49, 68), .at(46, 100))
            ),
            // Leaning.
            Skeleton(
                Stroke(.at(14, 14), .at(44, 8), .corner(76, 0), .at(50, 32), .at(28, 64), .at(8, 100))
            ),
            // A short bar.
            Skeleton(
                Stroke(.at(12, 10), .at(28, 8), .corner(46, 4), .at(40, 36), .at(34, 68), .at(28, 100))
            ),
            // A wide bar over a short stem.
            Skeleton(
                Stroke(.at(0, 22), .at(40, 24), .corner(84, 20), .at(72, 40), .at(62, 62), .at(54, 92))
            )
        ),
        WritingStyle(
            "rounded", share: 22,
            Skeleton(
                Stroke(
                    .at(4, 16), .at(18, 4), .at(42, 3), .at(56, 14), .at(50, 40), .at(38, 70), .at(30, 100)
                )
            ),
            Skeleton(
                Stroke(
                    .at(4, 26), .at(14, 8), .at(34, 2), .at(50, 10), .at(50, 38), .at(44, 70), .at(40, 100)
                )
            ),
            Skeleton(
                Stroke(
                    .at(2, 8), .at(24, 8), .at(50, 2), .at(62, 10), .at(48, 38), .at(30, 68), .at(14, 100)
                )
            )
        ),
        WritingStyle(
            "with a falling entry", share: 20,
            Skeleton(
                Stroke(
                    .at(5, 26), .corner(8, 6), .at(34, 6), .corner(60, 4), .at(46, 34), .at(34, 66),
                    .at(24, 100)
                )
            ),
            Skeleton(
                Stroke(
                    .at(10, 34), .corner(18, 12), .at(38, 8), .corner(66, 0), .at(46, 34), .at(28, 66),
                    .at(12, 100)
                )
            ),
            Skeleton(
                Stroke(
                    .at(2, 18), .corner(4, 6), .at(26, 10), .corner(52, 4), .at(44, 34), .at(38, 66),
                    .at(34, 100)
                )
            )
        ),
        WritingStyle(
            "crossed", share: 14,
            Skeleton(
                Stroke(.at(6, 8), .at(32, 7), .corner(62, 4), .at(48, 34), .at(36, 66), .at(28, 100)),
                Stroke(.at(16, 52), .at(38, 50), .at(64, 48))
            ),
            Skeleton(
                Stroke(.at(8, 18), .at(30, 4), .corner(58, 6), .at(46, 34), .at(34, 66), .at(20, 100)),
                Stroke(.at(22, 44), .at(42, 46), .at(66, 50))
            ),
            // The cross low and long.
            Skeleton(
                Stroke(.at(4, 14), .at(30, 8), .corner(60, 2), .at(46, 34), .at(32, 66), .at(18, 100)),
                Stroke(.at(4, 64), .at(42, 60), .at(82, 58))
            ),
            Skeleton(
                Stroke(.at(4, 4), .at(26, 8), .corner(50, 6), .at(44, 36), .at(40, 68), .at(36, 100)),
                Stroke(.at(12, 60), .at(38, 54), .at(70, 44))
            )
        ),
    ]
}

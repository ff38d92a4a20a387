extension WritingStyle {
    static let ones = [
        WritingStyle(
            "bar", share: 84,
            Skeleton(
                Stroke(.at(30, 0), .at(30, 50), .at(30, 100))
            ),
            // Leaning.
            Skeleton(
                Stroke(.at(50, 0), .at(31, 50), .at(12, 100))
            ),
            // Bent to either side.
            Skeleton(
                Stroke(.at(32, 0), .at(36, 50), .at(30, 100))
            ),
            Skeleton(
                Stroke(.at(32, 0), .at(26, 50), .at(30, 100))
            )
        ),
        WritingStyle(
            "flagged", share: 9,
            Skeleton(
                Stroke(.at(12, 20), .at(24, 10), .corner(34, 0), .at(33, 50), .at(32, 100))
            ),
            Skeleton(
                Stroke(.at(2, 34), .at(18, 20), .corner(36, 2), .at(33, 50), .at(28, 100))
            ),
            Skeleton(
                Stroke(.at(22, 12), .at(28, 6), .corner(34, 0), .at(35, 50), .at(34, 100))
            )
        ),
        WritingStyle(
            "flagged, with a foot", share: 5,
            Skeleton(
                Stroke(.at(12, 20), .at(24, 10), .corner(34, 0), .at(33, 50), .at(32, 98)),
                Stroke(.at(6, 98), .at(34, 97), .at(62, 96))
            ),
            Skeleton(
                Stroke(.at(20, 16), .at(26, 10), .corner(32, 2), .at(32, 50), .at(32, 94)),
                Stroke(.at(14, 100), .at(30, 97), .at(48, 94))
            )
        ),
        WritingStyle(
            "bar with a foot", share: 2,
            Skeleton(
                Stroke(.at(31, 0), .at(32, 50), .at(32, 98)), Stroke(.at(8, 98), .at(34, 97), .at(58, 96))
            )
        ),
    ]
}

package import FoundationEssentials

/// One written character as a network sees it: light ink on black, in the middle of a small picture.
package struct DigitImage: Sendable, Hashable {
    /// Where on the picture it was found.
    package let box: PixelBox

    /// The samples, `[H, W]`, 0 for paper to 255 for ink.
    package let samples: Data
}

/// Connected writing, as one character and, where it is wide, as several that touch.
package struct DigitCandidate: Sendable, Hashable {
    /// All of it as one character.
    package let whole: DigitImage

    /// The ways to cut it into characters from left to right; none where it is no wider than one.
    package let divisions: [[DigitImage]]
}

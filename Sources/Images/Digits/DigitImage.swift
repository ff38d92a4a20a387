package import FoundationEssentials

/// One written character as a network's input: light ink on black, centred in a small image.
package struct DigitImage: Sendable, Hashable {
    /// Its bounding box on the picture.
    package let box: PixelBox

    /// The samples, `[H, W]`, 0 for paper to 255 for ink.
    package let samples: Data
}

/// Connected writing, as one character and, if it is wide, as several touching ones.
package struct DigitCandidate: Sendable, Hashable {
    /// All of it as one character.
    package let whole: DigitImage

    /// The possible divisions into characters from left to right; empty if it is no wider than one.
    package let divisions: [[DigitImage]]
}

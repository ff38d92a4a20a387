extension WritingStyle {
    /// The styles of each digit, at the digit's index.
    ///
    /// Drawn by hand for this project after the ways in which people write, with shares guessed from their
    /// looks; no image of any data set went into them.
    static let byDigit = [zeros, ones, twos, threes, fours, fives, sixes, sevens, eights, nines]
}

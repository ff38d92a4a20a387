extension WritingStyle {
    /// The styles of each digit, at the digit's index.
    ///
    /// Drawn by hand for this project, with shares that are guesses; no image of any data set was traced or
    /// copied. Which styles were missing was seen from the training images of MNIST that a network trained on
    /// these digits misread; its test images had no part in it.
    static let byDigit = [zeros, ones, twos, threes, fours, fives, sixes, sevens, eights, nines]
}

extension WritingStyle {
    /// The styles of each digit, at the digit's index.
    ///
    /// Drawn by hand for this project, with estimated shares; no image of any data set was traced or copied.
    /// Missing styles were found among the training images of MNIST that a network trained on these digits
    /// misclassified; the test images were not used.
    static let byDigit = [zeros, ones, twos, threes, fours, fives, sixes, sevens, eights, nines]
}

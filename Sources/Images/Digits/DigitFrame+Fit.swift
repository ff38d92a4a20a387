import FoundationEssentials

extension DigitFrame {
    /// The most that the mean along the edge of a digit's image has, of 255; of MNIST's it is 8.6.
    private static let lightestGround = 12.0

    /// A sample from which on a pixel counts as ink.
    private static let faintestInk = 64

    /// How far the centre of mass lies from the middle at most, in shares of the frame's side.
    ///
    /// MNIST's authors put it within the pixel behind the middle, others on the middle itself.
    private static let farthestCentre = 1.3 / 28

    /// Whether an image is as MNIST's are: light ink on a black ground, in a box of 20 of 28 pixels, its centre of mass in
    /// the middle.
    ///
    /// - Parameter ink: an image in which 255 is ink.
    package func holds(_ ink: GreyImage) -> Bool {
        guard ink.width == width, ink.height == height, ink.meanAtEdge <= Self.lightestGround else {
            return false
        }
        var strongest = 0
        var (mass, across, down) = (0, 0, 0)
        var box: PixelBox?
        var place = ink.samples.startIndex
        for y in 0..<height {
            for x in 0..<width {
                let sample = Int(ink.samples[place])
                place += 1
                strongest = max(strongest, sample)
                mass += sample
                across += sample * (2 * x + 1)
                down += sample * (2 * y + 1)
                guard sample >= Self.faintestInk else { continue }
                let pixel = PixelBox(x: x, y: y, width: 1, height: 1)
                box = box?.union(pixel) ?? pixel
            }
        }
        guard let box, strongest >= 128 else { return false }
        let side = Double(min(width, height))
        let longest = Double(max(box.width, box.height))
        let middle = { (sum: Int, length: Int) in
            abs(Double(sum) / Double(2 * mass) - Double(length) / 2 - 0.25 * side / 28)
        }
        return (side * 17 / 28...side * 21 / 28).contains(longest)
            && middle(across, width) <= Self.farthestCentre * side
            && middle(down, height) <= Self.farthestCentre * side
    }
}

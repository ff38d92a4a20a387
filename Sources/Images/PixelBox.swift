/// A rectangle of pixels.
package struct PixelBox: Sendable, Hashable {
    /// Pixels from the left edge of the picture.
    package let x: Int
    /// Pixels from its upper edge.
    package let y: Int
    /// Pixels across.
    package let width: Int
    /// Pixels down.
    package let height: Int

    /// Makes a box.
    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The smallest box around this and another one.
    func union(_ other: PixelBox) -> PixelBox {
        let (left, upper) = (min(x, other.x), min(y, other.y))
        return PixelBox(
            x: left, y: upper, width: max(x + width, other.x + other.width) - left,
            height: max(y + height, other.y + other.height) - upper)
    }

    /// How far another box is, in pixels across or down, whichever is more; 0 where they touch or overlap.
    func distance(to other: PixelBox) -> Int {
        max(
            0, other.x - (x + width), x - (other.x + other.width), other.y - (y + height),
            y - (other.y + other.height))
    }
}

/// A rectangle of pixels.
package struct PixelBox: Sendable, Hashable {
    /// The distance from the left edge of the picture, in pixels.
    package let x: Int
    /// The distance from its upper edge, in pixels.
    package let y: Int
    /// The width in pixels.
    package let width: Int
    /// The height in pixels.
    package let height: Int

    /// Makes a box.
    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The bounding box of this and another one.
    func union(_ other: PixelBox) -> PixelBox {
        let (left, upper) = (min(x, other.x), min(y, other.y))
        return PixelBox(
            x: left, y: upper, width: max(x + width, other.x + other.width) - left,
            height: max(y + height, other.y + other.height) - upper)
    }

    /// The distance of another box, the larger of horizontal and vertical in pixels; 0 if they touch or overlap.
    func distance(to other: PixelBox) -> Int {
        max(
            0, other.x - (x + width), x - (other.x + other.width), other.y - (y + height),
            y - (other.y + other.height))
    }
}

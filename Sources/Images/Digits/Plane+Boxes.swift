extension Plane {
    /// The plane cropped to a box.
    func cut(_ box: PixelBox) -> Plane { padded(box, by: 0) }

    /// A larger plane that has this one at a box of the same size, and 0 everywhere else.
    func placed(at box: PixelBox, width: Int, height: Int) -> Plane {
        var result = Plane(width: width, height: height)
        for y in 0..<box.height {
            for x in 0..<box.width { result.values[(box.y + y) * width + box.x + x] = self[x, y] }
        }
        return result
    }

    /// The plane cropped to a box, with a margin around it.
    ///
    /// - Parameter value: the value of the margin.
    func padded(_ box: PixelBox, by margin: Int, with value: Float = 0) -> Plane {
        var result = Plane(
            width: box.width + 2 * margin, height: box.height + 2 * margin, repeating: value)
        for y in 0..<box.height {
            for x in 0..<box.width {
                result.values[(y + margin) * result.width + x + margin] = self[box.x + x, box.y + y]
            }
        }
        return result
    }
}

/// What an augmentation does to one image in one epoch, in the order of the properties.
struct ImageChange {
    /// Whether left and right are exchanged.
    var isFlipped = false
    /// The rotation, scaling and translation; `nil` for none.
    var transform: AffineTransform?
    /// The row and the column that become the first ones; there are zeros outside the image.
    var corner = (row: 0, column: 0)
    /// The factor of the samples, 0 or more.
    var brightness = 1.0
    /// The factor of the samples' differences from the mean grey, 0 or more.
    var contrast = 1.0
    /// The part that is 0 after normalization; `nil` for none.
    var hole: ImagePart?
}

/// A rectangle of an image's pixels.
struct ImagePart {
    let rows: Range<Int>
    let columns: Range<Int>

    /// Calls for each of its rows in each channel of an image that it lies in, `[C, H, W]`, with the places of the
    /// row's samples.
    func forEachRow(of shape: Shape, _ body: (_ channel: Int, _ places: Range<Int>) -> Void) {
        let (channels, height, width) = shape.planes
        for channel in 0..<channels {
            for row in rows {
                let start = (channel * height + row) * width
                body(channel, start + columns.lowerBound..<start + columns.upperBound)
            }
        }
    }
}

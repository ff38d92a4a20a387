package import Figures
package import FoundationEssentials
package import Images

/// All images of a grid as one image, in rows.
package struct ImageSprite: Sendable {
    /// The size of the sprite in pixels.
    package let width: Int
    package let height: Int

    /// One byte per sample, `[row, column, channel]`.
    package let samples: Data

    private let columns: Int
    private let grid: ImageGrid

    /// Lays the images of a grid side by side, about as many rows as columns.
    package init(of grid: ImageGrid) {
        let columns = Self.columns(for: grid.items.count)
        let rows = (grid.items.count + columns - 1) / columns
        self.columns = columns
        self.grid = grid
        width = columns * grid.width
        height = rows * grid.height
        let rowBytes = grid.width * grid.channels
        var samples = Data(count: columns * rowBytes * rows * grid.height)
        for item in grid.items.indices {
            for row in 0..<grid.height {
                let source = grid.pixels.startIndex + (item * grid.height + row) * rowBytes
                let target =
                    ((item / columns) * grid.height + row) * columns * rowBytes + (item % columns) * rowBytes
                samples.replaceSubrange(
                    target..<target + rowBytes, with: grid.pixels[source..<source + rowBytes])
            }
        }
        self.samples = samples
    }

    /// The number of columns for a number of images.
    static func columns(for count: Int) -> Int {
        var columns = 1
        while columns * columns < count { columns += 1 }
        return columns
    }

    /// The left and the upper edge of an image in the sprite, in pixels.
    package func origin(of item: Int) -> (x: Int, y: Int) {
        ((item % columns) * grid.width, (item / columns) * grid.height)
    }

    /// The sprite as a PNG.
    ///
    /// - Throws: if libpng cannot write it.
    package func encoded() throws(PNGImage.Failure) -> PNGImage {
        try PNGImage(samples: samples, width: width, height: height, channels: grid.channels)
    }
}

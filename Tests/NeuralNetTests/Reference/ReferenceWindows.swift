/// The square windows of a convolution or of a pooling.
struct ReferenceWindows {
    let size: Int
    let stride: Int
    var padding = 0
    var dilation = 1

    /// The number of windows along a side.
    func count(along length: Int) -> Int {
        (length + 2 * padding - dilation * (size - 1) - 1) / stride + 1
    }

    /// Calls with each pixel of a window that lies within the image, and with its number in the window.
    func forEachPixel(
        of window: (row: Int, column: Int), in image: ReferenceTensor,
        _ body: (_ row: Int, _ column: Int, _ tap: Int) -> Void
    ) {
        for down in 0..<size {
            for right in 0..<size {
                let row = window.row * stride + down * dilation - padding
                let column = window.column * stride + right * dilation - padding
                guard row >= 0, row < image.dimensions[2], column >= 0, column < image.dimensions[3] else {
                    continue
                }
                body(row, column, down * size + right)
            }
        }
    }
}

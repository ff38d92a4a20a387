/// The number of pixels of an image.
enum PixelCount {
    /// The maximum number of pixels of an image: 67 million, 8,192 × 8,192.
    static let limit = 1 << 26

    /// The product of a file's claimed width and height.
    ///
    /// - Throws: ``ImageFileProblem`` if it is more than ``limit``.
    static func checked(width: Int, height: Int) throws(ImageFileProblem) -> Int {
        let (count, overflows) = width.multipliedReportingOverflow(by: height)
        guard !overflows, count <= limit else {
            throw ImageFileProblem("has \(width) × \(height) pixels, too many")
        }
        return count
    }
}

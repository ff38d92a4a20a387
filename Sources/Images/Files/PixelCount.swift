/// How many pixels an image has.
enum PixelCount {
    /// The most pixels of an image that is read: 67 million, 8,192 × 8,192.
    static let limit = 1 << 26

    /// The product of a width and a height that a file claims.
    ///
    /// - Throws: ``ImageFileProblem`` where they are more than ``limit``.
    static func checked(width: Int, height: Int) throws(ImageFileProblem) -> Int {
        let (count, overflows) = width.multipliedReportingOverflow(by: height)
        guard !overflows, count <= limit else {
            throw ImageFileProblem("has \(width) × \(height) pixels, too many")
        }
        return count
    }
}

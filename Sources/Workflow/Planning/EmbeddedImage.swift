public import FoundationEssentials

/// An image of the prose, embedded in the report.
public struct EmbeddedImage: Sendable, Hashable {
    /// The media type: `image/png`.
    public let type: String

    /// The file's bytes.
    public let data: Data

    /// Makes an image.
    ///
    /// - Returns: `nil` for bytes that are not PNG, JPEG, GIF, WebP or SVG.
    package init?(_ data: Data) {
        guard let type = Self.type(of: data) else { return nil }
        self.type = type
        self.data = data
    }

    /// The image as a data URL.
    package var address: String { "data:\(type);base64,\(data.base64EncodedString())" }

    /// The media type of a file, by its first bytes.
    private static func type(of data: Data) -> String? {
        let start = [UInt8](data.prefix(12))
        if start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        if start.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if start.starts(with: Array("GIF8".utf8)) { return "image/gif" }
        if start.starts(with: Array("RIFF".utf8)), start.suffix(4) == Array("WEBP".utf8)[...] {
            return "image/webp"
        }
        // In an 'img' element no browser runs its scripts or lets it fetch anything.
        return VectorImage.isLikely(data) ? "image/svg+xml" : nil
    }
}

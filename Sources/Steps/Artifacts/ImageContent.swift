/// The meaning of images' samples.
public enum ImageContent: String, Sendable, Hashable, Codable {
    /// Light strokes on an empty dark background, like MNIST's digits: 0 is paper, 255 is ink.
    case ink
    /// Anything else, such as a photograph: 255 is light.
    case picture
}

// Stored as by 0.1.0: "isPicture" for a picture, and nothing for ink.

extension KeyedDecodingContainer {
    /// Reads the content of images.
    func decode(_ type: ImageContent.Type, forKey key: Key) throws -> ImageContent {
        try decodeIfPresent(Bool.self, forKey: key) ?? false ? .picture : .ink
    }
}

extension KeyedEncodingContainer {
    /// Writes the content of images.
    mutating func encode(_ content: ImageContent, forKey key: Key) throws {
        if content == .picture { try encode(true, forKey: key) }
    }
}

/// What the samples of images stand for.
public enum ImageContent: String, Sendable, Hashable, Codable {
    /// Light strokes on an empty dark ground, as MNIST's digits: 0 is paper, 255 is ink.
    case ink
    /// Anything else, as a photograph: 255 is light.
    case picture
}

// Records keep it as those of 0.1.0 do: "isPicture" where it is one, and nothing for ink.

extension KeyedDecodingContainer {
    /// Reads what images show.
    func decode(_ type: ImageContent.Type, forKey key: Key) throws -> ImageContent {
        try decodeIfPresent(Bool.self, forKey: key) ?? false ? .picture : .ink
    }
}

extension KeyedEncodingContainer {
    /// Writes what images show.
    mutating func encode(_ content: ImageContent, forKey key: Key) throws {
        if content == .picture { try encode(true, forKey: key) }
    }
}

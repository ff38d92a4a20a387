extension Figure: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind, content
    }

    /// Writes the kind's name, and the numbers as the kind writes them.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(content, forKey: .content)
    }

    /// Reads and checks a figure of a kind that the decoder knows by ``FigureKinds/key``.
    ///
    /// - Throws: ``UnknownFigureKind`` for one of another kind; `DecodingError` for an inconsistent one, because
    ///   drawing relies on the preconditions of making it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(String.self, forKey: .kind)
        guard let kind = (decoder.userInfo[FigureKinds.key] as? FigureKinds)?[name] else {
            throw UnknownFigureKind(name: name)
        }
        let content = try container.decode(kind, forKey: .content)
        guard content.isPossible else {
            throw DecodingError.dataCorruptedError(
                forKey: .content, in: container, debugDescription: "a figure whose parts do not fit")
        }
        self.init(content)
    }
}

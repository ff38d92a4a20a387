extension Augmentation: Codable {
    // Members that 0.1.0 did not have are only written where they change images, so that its bytes stay the same.
    private enum CodingKeys: CodingKey {
        case rotation, shift, scale, flip, crop, cutout, brightness, contrast, mixup, seed
    }

    /// Reads the properties and checks their ranges; what is absent does nothing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        rotation = try container.decode(Double.self, forKey: .rotation)
        shift = try container.decode(Double.self, forKey: .shift)
        scale = try container.decode(Double.self, forKey: .scale)
        flip = try container.decodeIfPresent(Bool.self, forKey: .flip) ?? false
        crop = try container.decodeIfPresent(Int.self, forKey: .crop) ?? 0
        cutout = try container.decodeIfPresent(Int.self, forKey: .cutout) ?? 0
        brightness = try container.decodeIfPresent(Double.self, forKey: .brightness) ?? 0
        contrast = try container.decodeIfPresent(Double.self, forKey: .contrast) ?? 0
        mixup = try container.decodeIfPresent(Double.self, forKey: .mixup) ?? 0
        seed = try container.decode(UInt64.self, forKey: .seed)
        guard isPossible else {
            throw DecodingError.dataCorruptedError(
                forKey: .rotation, in: container, debugDescription: "an impossible augmentation")
        }
    }

    /// Writes the properties, without those that do nothing and that earlier versions do not know.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rotation, forKey: .rotation)
        try container.encode(shift, forKey: .shift)
        try container.encode(scale, forKey: .scale)
        if flip { try container.encode(flip, forKey: .flip) }
        if crop > 0 { try container.encode(crop, forKey: .crop) }
        if cutout > 0 { try container.encode(cutout, forKey: .cutout) }
        if brightness > 0 { try container.encode(brightness, forKey: .brightness) }
        if contrast > 0 { try container.encode(contrast, forKey: .contrast) }
        if mixup > 0 { try container.encode(mixup, forKey: .mixup) }
        try container.encode(seed, forKey: .seed)
    }
}

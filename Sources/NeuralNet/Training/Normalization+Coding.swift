/// A single channel is coded as two numbers, several as two arrays.
extension Normalization: Codable {
    private enum CodingKeys: CodingKey { case mean, standardDeviation }

    /// Reads means and standard deviations and checks them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func numbers(_ key: CodingKeys) throws -> [Double] {
            if let number = try? container.decode(Double.self, forKey: key) { return [number] }
            return try container.decode([Double].self, forKey: key)
        }
        let (means, deviations) = (try numbers(.mean), try numbers(.standardDeviation))
        guard !means.isEmpty, means.count == deviations.count, means.allSatisfy(\.isFinite),
            deviations.allSatisfy({ $0 > 0 && $0.isFinite })
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .standardDeviation, in: container, debugDescription: "an impossible normalization")
        }
        channels = zip(means, deviations).map { Channel(mean: $0, standardDeviation: $1) }
    }

    /// Writes means and standard deviations.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if channels.count == 1 {
            try container.encode(channels[0].mean, forKey: .mean)
            try container.encode(channels[0].standardDeviation, forKey: .standardDeviation)
        } else {
            try container.encode(channels.map(\.mean), forKey: .mean)
            try container.encode(channels.map(\.standardDeviation), forKey: .standardDeviation)
        }
    }
}

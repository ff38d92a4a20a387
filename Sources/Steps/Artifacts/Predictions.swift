import NeuralNet
public import Workflow

/// A network's predictions on pictures.
public struct Predictions: Artifact {
    /// The predictions.
    struct Record: Codable {
        /// A picture.
        struct Picture: Codable {
            let name: String
            /// The size in pixels.
            let width: Int
            let height: Int
            /// The predictions on it, in reading order.
            let readings: [Reading]
        }

        /// A prediction on a picture.
        struct Reading: Codable {
            /// The bounding box, in the picture's pixels; `nil` for the whole picture.
            let box: Box?
            /// The probability of each class, 0…1.
            let probabilities: [Float]
        }

        /// A rectangle of pixels.
        struct Box: Codable {
            let x: Int
            let y: Int
            let width: Int
            let height: Int
        }

        let classes: [String]
        /// The shape of the network's input, `[C, H, W]`.
        let shape: Shape
        let pictures: [Picture]
        /// The meaning of the samples of the network's input.
        var content = ImageContent.ink

        private enum CodingKeys: String, CodingKey {
            case classes, shape, pictures
            case content = "isPicture"
        }
    }

    let record: Record

    /// The network's input for each reading, one byte per sample, `[N, C, H, W]`.
    let seen: Blob

    /// The type's name and members.
    public static let type = ArtifactType(
        "Predictions", "a network's predictions on pictures",
        members: [
            .init("pictures", .integer, "the number of pictures"),
            .init("count", .integer, "the number of predictions on them"),
            .init("text", .string, "the predicted classes in order, the pictures separated by blanks"),
            .init(
                "leastProbability", .float,
                "the confidence of the least confident prediction, 0…1; 1 where there are none", isShare: true
            ),
        ])

    init(record: Record, seen: Blob) {
        self.record = record
        self.seen = seen
    }

    /// Restores the predictions from their stored form.
    public init(unpacking packed: PackedArtifact) throws {
        record = try packed.decodeRecord(as: Record.self)
        seen = try packed.blob("seen")
        let readings = record.pictures.flatMap(\.readings)
        guard record.shape.isPossibleImage, seen.count == record.shape.count(times: readings.count),
            readings.allSatisfy({ $0.probabilities.count == record.classes.count })
        else { throw CacheDamage("the pixels or the probabilities do not fit the readings") }
        guard record.pictures.allSatisfy(\.isPossible) else {
            throw CacheDamage("the predictions are not within the pictures")
        }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        try PackedArtifact(type: Self.type, record: record, blobs: ["seen": seen])
    }

    /// The members' values.
    public func members() throws -> [String: Value] {
        let readings = record.pictures.flatMap(\.readings)
        let texts = record.pictures.map { picture in
            picture.readings.compactMap { $0.guesses(of: record.classes, count: 1).first?.label }
                .joined(separator: record.classes.allSatisfy { $0.count == 1 } ? "" : " ")
        }
        let least = readings.compactMap { $0.probabilities.max() }.min() ?? 1
        return [
            "pictures": .integer(record.pictures.count), "count": .integer(readings.count),
            "text": .string(texts.joined(separator: " ")), "leastProbability": .float(Double(least)),
        ]
    }
}

extension Predictions.Record.Picture {
    /// Whether a picture's size and its readings' boxes are possible.
    fileprivate var isPossible: Bool {
        let side = 1...(1 << 24)
        func isWithin(_ start: Int, _ length: Int, _ whole: Int) -> Bool {
            (0..<whole).contains(start) && (1...whole).contains(length) && start + length <= whole
        }
        return side.contains(width) && side.contains(height)
            && readings.compactMap(\.box).allSatisfy { box in
                isWithin(box.x, box.width, width) && isWithin(box.y, box.height, height)
            }
    }
}

extension Predictions.Record.Reading {
    /// The most probable classes with their probabilities, equal ones in the order of the classes.
    func guesses(of classes: [String], count: Int) -> [(label: String, probability: Double)] {
        zip(classes, probabilities).enumerated()
            .sorted { ($0.element.1, $1.offset) > ($1.element.1, $0.offset) }
            .prefix(count).map { ($0.element.0, Double($0.element.1)) }
    }
}

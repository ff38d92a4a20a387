import Diagnostics
import Images
import Reporting
import Steps
import Workflow

/// The predictions for pictures, as text for a terminal and as JSON for programs.
struct PredictionList {
    let pictures: [SavedModel.ReadPicture]

    /// The number of further guesses shown for each picture.
    private static let furtherGuesses = 2

    /// A line for each picture: its name, the prediction, its probability, and the next guesses.
    func table(_ palette: Palette) -> String {
        let names = pictures.map(\.name.madeVisible)
        let width = names.map(\.displayWidth).max() ?? 0
        return zip(pictures, names).map { picture, name in
            let padding = String(repeating: " ", count: width - name.displayWidth)
            return "\(name)\(padding)  \(Self.line(picture.readings, palette))\n"
        }.joined()
    }

    private static func line(_ readings: [SavedModel.Reading], _ palette: Palette) -> String {
        guard let first = readings.first, let guess = first.guesses.first else {
            return palette.warning("no writing found")
        }
        guard readings.count == 1 else {
            let labels = readings.compactMap(\.guesses.first?.label)
            let least = readings.compactMap(\.guesses.first?.probability).min() ?? 0
            let separator = labels.allSatisfy { $0.count == 1 } ? "" : " "
            return palette.strong(labels.joined(separator: separator).madeVisible)
                + palette.faint("  each at least \(percent(least))")
        }
        let further = first.guesses.dropFirst().prefix(furtherGuesses)
            .map { "\($0.label.madeVisible) \(percent($0.probability))" }.joined(separator: ", ")
        return palette.strong(guess.label.madeVisible) + "  \(percent(guess.probability))"
            + (further.isEmpty ? "" : palette.faint("  (\(further))"))
    }

    private static func percent(_ probability: Double) -> String {
        NumberText.percent(probability, decimals: 1)
    }
}

extension PredictionList {
    /// A JSON array with an object for each picture, and a line end.
    var json: String { JSONValue.array(pictures.map(Self.object)).text + "\n" }

    /// A JSON object with the prediction for the single picture, and a line end.
    var jsonOfReadings: String {
        let readings = pictures.flatMap(\.readings).map(Self.object)
        guard let notice else { return (["readings": .array(readings)] as JSONValue).text + "\n" }
        return (["readings": .array(readings), "notice": .string(notice)] as JSONValue).text + "\n"
    }

    /// The notice about the single picture.
    var notice: String? {
        let notices = notices(one: "the picture")
        return notices.isEmpty ? nil : notices.joined(separator: " ")
    }

    /// Notices about the pictures, one sentence each.
    ///
    /// - Parameter one: the name of the picture if there is only one.
    func notices(one: String?) -> [String] {
        [
            LostColours.sentence(
                pictures.count(where: \.lostColours), of: pictures.count, "pictures", one: one),
            LackedColours.sentence(pictures.count(where: \.lacksColours), of: pictures.count, one: one),
            LostDepth.sentence(pictures.count(where: \.lostDepth), of: pictures.count, "pictures", one: one),
        ].compactMap(\.self)
    }

    private static func object(_ picture: SavedModel.ReadPicture) -> JSONValue {
        ["file": .string(picture.name), "readings": .array(picture.readings.map(object))]
    }

    private static func object(_ reading: SavedModel.Reading) -> JSONValue {
        [
            "label": .string(reading.guesses.first?.label ?? ""),
            "probability": .number(reading.guesses.first?.probability ?? 0),
            "box": reading.box.map { box in
                [
                    "x": .integer(box.x), "y": .integer(box.y), "width": .integer(box.width),
                    "height": .integer(box.height),
                ]
            } ?? .null,
            "probabilities": .array(
                reading.guesses.map { ["label": .string($0.label), "probability": .number($0.probability)] }),
        ]
    }
}

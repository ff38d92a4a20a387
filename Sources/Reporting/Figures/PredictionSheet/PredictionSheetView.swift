import Figures
import FoundationEssentials
import Workflow

/// Pictures with a network's predictions: the picture, the network's input, and the confidence.
struct PredictionSheetView {
    let sheet: PredictionSheet
    /// The figure's unique anchor in the page.
    let anchor: String

    /// The number of characters of the longest word among the classes.
    private let longestWord: Int

    /// Makes the figure of a sheet.
    init(sheet: PredictionSheet, anchor: String) {
        self.sheet = sheet
        self.anchor = anchor
        let labels = Set(sheet.pictures.flatMap { $0.readings.flatMap { $0.guesses.map(\.label) } })
        longestWord = labels.flatMap { $0.split(separator: " ") }.map(\.count).max() ?? 0
    }

    var node: Element {
        Element(.div, .class("predictions")) {
            if let title = sheet.title { Element(.p, .class("figure-title")) { title } }
            if sheet.pictures.isEmpty {
                Element(.p, .class("note")) { "No pictures." }
            } else {
                pictures
            }
        }
    }

    @NodeBuilder private var pictures: [Node] {
        switch Result(catching: sprite) {
        case .failure(let failure):
            Element(.p, .class("note failure")) { "The pictures could not be drawn: \(failure)." }
        case .success(let sprite):
            if let sprite { sprite.definition }
            Element(.ul, .class("pictures"), Attribute("role", "list")) {
                for (picture, first) in zip(sheet.pictures, firstReadings) {
                    card(picture, sprite, first: first)
                }
            }
        }
    }

    /// The network's input images; `nil` if there are no predictions.
    private func sprite() throws -> ImageSpriteView? {
        sheet.seen.items.isEmpty ? nil : try ImageSpriteView(of: sheet.seen, anchor: anchor)
    }

    /// For each picture the index of its first reading.
    private var firstReadings: [Int] {
        var places: [Int] = []
        var place = 0
        for picture in sheet.pictures {
            places.append(place)
            place += picture.readings.count
        }
        return places
    }

    private func card(
        _ picture: PredictionSheet.Picture, _ sprite: ImageSpriteView?, first: Int
    ) -> Element {
        let isWide = picture.readings.count > 1
        return Element(.li, .class(isWide ? "picture wide" : "picture")) {
            original(picture)
            Element(.div, .class("readings")) {
                Element(.p, .class("file")) { BreakableName(picture.name).nodes }
                if picture.readings.isEmpty { Element(.p, .class("note")) { "No writing was found." } }
                if isWide {
                    Element(.p, .class("reading-text")) { Self.text(of: picture) }
                }
                // Beside a bar, a longer word would be broken in the narrowest card.
                let areLong = longestWord > (isWide ? 6 : 12)
                for (place, reading) in picture.readings.enumerated() {
                    let mark = Self.mark(of: place, in: picture)
                    self.reading(
                        reading, sprite, first + place, name: picture.name,
                        number: isWide && mark != reading.guesses.first?.label ? mark : nil,
                        areLong: areLong)
                }
            }
        }
    }

    /// The picture itself, with a bounding box for each reading if there are several.
    private func original(_ picture: PredictionSheet.Picture) -> Element {
        let (width, height) = (Double(picture.width), Double(picture.height))
        let description = "\(picture.name): " + Self.description(of: picture)
        let isFound = picture.readings.count > 1
        return Element(
            .svg, .class("original"), Attribute("viewBox", "0 0 \(picture.width) \(picture.height)"),
            Attribute("role", "img"), .label(description)
        ) {
            Element(.title) { description }
            if let file = picture.file {
                Element(
                    .image, Attribute("href", "data:image/jpeg;base64," + file.base64EncodedString()),
                    Attribute("width", "\(picture.width)"), Attribute("height", "\(picture.height)"))
            }
            for (place, reading) in picture.readings.enumerated() where isFound {
                if let box = reading.box {
                    Element(
                        .rect, .class("found"), Attribute("x", box.x * width),
                        Attribute("y", box.y * height), Attribute("width", box.width * width),
                        Attribute("height", box.height * height), Attribute("rx", width / 300))
                    found(Self.mark(of: place, in: picture), at: box, width, height)
                }
            }
        }
    }

    /// The label of a box: its reading, or its number if that would be too long.
    private static func mark(of place: Int, in picture: PredictionSheet.Picture) -> String {
        let labels = picture.readings.map { $0.guesses.first?.label ?? "" }
        return labels.allSatisfy { $0.count <= 2 } ? labels[place] : "\(place + 1)"
    }

    private func found(
        _ mark: String, at box: PredictionSheet.Box, _ width: Double, _ height: Double
    ) -> Element {
        let size = max(width / 60, min(0.4 * box.height * height, width / 32))
        return Element(
            .text, .class("found-label"), Attribute("x", box.x * width),
            Attribute("y", max(size, box.y * height - size * 0.25)), Attribute("font-size", size)
        ) { mark }
    }

    private func reading(
        _ reading: PredictionSheet.Reading, _ sprite: ImageSpriteView?, _ place: Int, name: String,
        number: String?, areLong: Bool
    ) -> Element {
        let guess = reading.guesses.first
        return Element(.div, .class("reading")) {
            if let number { Element(.p, .class("number")) { number } }
            if let sprite {
                sprite.drawing(
                    of: place,
                    description: "the network's input from \(name), read as \(guess?.label ?? "nothing")")
            }
            Element(.ul, .class(areLong ? "guesses long" : "guesses"), Attribute("role", "list")) {
                for guess in reading.guesses { bar(guess, isFirst: guess == reading.guesses.first) }
            }
        }
    }

    /// A class with its probability as a bar.
    private func bar(_ guess: ImageGrid.Guess, isFirst: Bool) -> Element {
        Element(.li, isFirst ? .class("first") : nil) {
            Element(.span, .class("guess")) { BreakableName(guess.label).nodes }
            Element(
                .svg, .class("bar"), Attribute("viewBox", "0 0 100 8"),
                Attribute("preserveAspectRatio", "none"), .hidden
            ) {
                Element(.rect, .class("track"), Attribute("width", "100"), Attribute("height", "8"))
                Element(
                    .rect, .class("filling"), Attribute("width", 100 * guess.probability),
                    Attribute("height", "8"))
            }
            Element(.span, .class("probability")) { NumberText.confidence(guess.probability) }
        }
    }

    private static func text(of picture: PredictionSheet.Picture) -> String {
        picture.readings.compactMap(\.guesses.first?.label).joined(separator: " ")
    }

    /// The readings on a picture, in words.
    static func description(of picture: PredictionSheet.Picture) -> String {
        guard !picture.readings.isEmpty else { return "no writing found" }
        return "read as "
            + picture.readings.compactMap { reading in
                reading.guesses.first.map {
                    "\($0.label) (\(NumberText.percent($0.probability, decimals: 1)))"
                }
            }.joined(separator: ", ")
    }
}

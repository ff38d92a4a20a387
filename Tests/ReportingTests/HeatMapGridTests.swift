import Figures
import Foundation
import Images
import Reporting
import TestSupport
import Testing

/// Images beside themselves under a heat map.
struct HeatMapGridTests {
    /// Three images of 6 × 3 pixels: heat in one corner, in two pixels beside each other, and none.
    private static func grid(labels: [String] = ["a", "b", "a"]) -> HeatMapGrid {
        var heat = [UInt8](repeating: 0, count: 3 * 18)
        heat[0] = 255
        (heat[18 + 2 * 6 + 4], heat[18 + 2 * 6 + 5], heat[18]) = (255, 128, 127)
        func item(_ index: Int, _ label: String, _ guess: String) -> ImageGrid.Item {
            .init(index: index, label: label, guesses: [.init(label: guess, probability: 0.75)])
        }
        return HeatMapGrid(
            title: "heat", method: .gradCAM,
            images: ImageGrid(
                width: 6, height: 3, pixels: Data((0..<54).map { UInt8($0) }),
                items: [item(7, "a", "a"), item(1203, "a", "b"), item(9, "a", "a")], total: 20),
            heat: Data(heat), labels: labels)
    }

    private static func texts(_ table: Table?) -> [[String]] {
        guard let table else { return [] }
        return [table.columns] + table.rows.map { $0.map(\.shownText) }
    }

    @Test func `the table says where the heat of each image lies`() {
        let grid = Self.grid()
        #expect(grid.table?.title == "heat")
        #expect(
            Self.texts(grid.table) == [
                [
                    "image", "class", "predicted", "confidence", "heat for", "centre of the heat",
                    "from the left", "from the top", "pixels above half",
                ],
                // The middle of the first pixel; one of 18 pixels.
                ["7", "a", "a", "75.0\u{A0}%", "a", "upper left", "8\u{A0}%", "17\u{A0}%", "6\u{A0}%"],
                // (255·4.5 + 128·5.5 + 127·0.5) / 510 of 6, (383·2.5 + 127·0.5) / 510 of 3; 127 is less than half.
                [
                    "1\u{202F}203", "a", "b", "75.0\u{A0}%", "b", "bottom", "63\u{A0}%", "67\u{A0}%",
                    "11\u{A0}%",
                ],
                ["9", "a", "a", "75.0\u{A0}%", "a", "none", "", "", ""],
            ])
    }

    @Test func `words tell the classes and the places`() throws {
        #expect(
            Self.grid().alternativeText
                == "3 images with heat maps by Grad-CAM. Where the heat is centred: a in the upper left, a at the bottom, a without any. 1 of the images are mistakes."
        )
        let texts = try Markup(Figure(Self.grid()).standalone()).texts
        for words in [
            "Image 7: a, predicted a (75.0\u{A0}%)",
            "Heat map of image 7 for a: centred in the upper left, with half of the maximum or more at 6\u{A0}% of the pixels",
            "Heat map of image 1\u{202F}203 for b: centred at the bottom, with half of the maximum or more at 11\u{A0}% of the pixels",
            "Heat map of image 9 for a: no heat", "no heat", "the image's most",
        ] {
            #expect(texts.contains(words), "\(words) in \(texts)")
        }
        #expect(
            texts.contains {
                $0.hasPrefix("3 of 20. Heat is where the network finds what speaks for the class")
            })
        #expect(
            texts.contains { $0.contains("the predicted class, which the heat is for, with its confidence.") }
        )
        #expect(texts.contains { $0.contains("Where a map has no heat, nothing speaks for the class.") })
        #expect(!texts.contains { $0.hasPrefix("heat for ") && $0 != "heat for" })
        let other = try Markup(Figure(Self.grid(labels: ["b", "b", "b"])).standalone()).texts
        #expect(other.count { $0 == "heat for b" } == 2)
        #expect(other.contains { $0.contains("then the predicted class with its confidence.") })
    }

    /// A single hot pixel of 3 × 3.
    @Test(
        arguments: zip(
            0..<9,
            [
                "in the upper left", "at the top", "in the upper right", "on the left", "in the middle",
                "on the right", "in the lower left", "at the bottom", "in the lower right",
            ]))
    func `every place is named in plain words`(pixel: Int, place: String) throws {
        var heat = Data(count: 9)
        heat[pixel] = 255
        let item = ImageGrid.Item(index: 7, label: "a", guesses: [.init(label: "a", probability: 0.75)])
        let grid = HeatMapGrid(
            title: "heat", method: .gradCAM,
            images: ImageGrid(width: 3, height: 3, pixels: Data(count: 9), items: [item], total: 1),
            heat: heat, labels: ["a"])
        #expect(
            grid.alternativeText
                == "1 images with heat maps by Grad-CAM. Where the heat is centred: a \(place).")
        let texts = try Markup(Figure(grid).standalone()).texts
        let title =
            "Heat map of image 7 for a: centred \(place), with half of the maximum or more at 11\u{A0}% of the pixels"
        #expect(texts.contains(title), "\(texts)")
    }

    @Test func `each image is drawn twice, the second time under its heat`() throws {
        let grid = Self.grid()
        let markup = try Markup(Figure(grid).standalone(anchor: "x"))
        let uses = markup.elements.filter { $0.name == "use" }.map {
            ($0.attributes["href"], $0.attributes["class"])
        }
        let expected = (0..<3).flatMap { _ in
            [("#x-figure-sprite", nil), ("#x-figure-sprite", nil), ("#x-figure-heat-sprite", "heat")]
                as [(String?, String?)]
        }
        #expect(uses.map(\.0) == expected.map(\.0) && uses.map(\.1) == expected.map(\.1))
        let boxes = markup.elements.compactMap { $0.attributes["viewBox"] }
        // Two by two images in a sprite.
        #expect(
            boxes == [
                "0 0 6 3", "0 0 6 3", "6 0 6 3", "6 0 6 3", "0 3 6 3", "0 3 6 3", "0 0 256 1",
            ])
    }

    @Test func `colours run from violet to yellow, evenly and ever lighter`() throws {
        let grid = Self.grid()
        let markup = try Markup(Figure(grid).standalone(anchor: "x"))
        let pictures = markup.elements.filter { $0.name == "image" }
        let scale = try #require(pictures.last?.attributes["href"])
        let file = try #require(Data(base64Encoded: String(scale.drop { $0 != "," }.dropFirst())))
        let samples = [UInt8](try PNGImage.samples(of: file, width: 256, height: 1, channels: 3))
        #expect(Array(samples.prefix(3)) == [68, 1, 84] && Array(samples.suffix(3)) == [253, 231, 37])
        // Relative luminance, in linear light, and from it the lightness of CIELAB.
        let lightness = stride(from: 0, to: samples.count, by: 3).map { place -> Double in
            let linear = samples[place..<place + 3].map { sample -> Double in
                let share = Double(sample) / 255
                return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
            }
            let luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
            return luminance > 0.008856 ? 116 * cbrt(luminance) - 16 : 903.3 * luminance
        }
        for (level, (one, other)) in zip(lightness, lightness.dropFirst()).enumerated() {
            #expect(other > one - 0.2, "level \(level)")
        }
        // Steps of an eighth are all about as long.
        let steps = (0..<8).map { lightness[min(255, ($0 + 1) * 32)] - lightness[$0 * 32] }
        #expect(steps.allSatisfy { (6...14).contains($0) }, "\(steps)")
        // The heat of the second image: its hottest pixel is yellow, and pixels without heat are violet.
        let sprite = try #require(pictures.dropFirst().first?.attributes["href"])
        let heat = try #require(Data(base64Encoded: String(sprite.drop { $0 != "," }.dropFirst())))
        let pixels = [UInt8](try PNGImage.samples(of: heat, width: 12, height: 6, channels: 3))
        func pixel(_ row: Int, _ column: Int) -> [UInt8] {
            Array(pixels[(row * 12 + column) * 3..<(row * 12 + column) * 3 + 3])
        }
        #expect(pixel(0, 0) == [253, 231, 37] && pixel(0, 1) == [68, 1, 84])
        #expect(pixel(2, 10) == [253, 231, 37] && pixel(2, 11) == Array(samples[128 * 3..<129 * 3]))
    }

    @Test func `a grid without images says so, and bytes that do not fit are impossible`() throws {
        let none = ImageGrid(width: 1, height: 1, pixels: Data(), items: [], total: 0)
        let grid = HeatMapGrid(method: .saliency, images: none, heat: Data(), labels: [])
        #expect(grid.table == nil && grid.alternativeText == "No images.")
        #expect(Figure(grid).standalone().contains("<p class=\"note\">No images.</p>"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let stored = String(decoding: try encoder.encode(Self.grid()), as: UTF8.self)
        let read = try JSONDecoder().decode(HeatMapGrid.self, from: Data(stored.utf8))
        #expect(read == Self.grid() && read.isPossible)
        let short = stored.replacing(#""labels":["a","b","a"]"#, with: #""labels":["a","b"]"#)
        #expect(short != stored)
        #expect(try !JSONDecoder().decode(HeatMapGrid.self, from: Data(short.utf8)).isPossible)
    }
}

import Figures
import FoundationEssentials
import Workflow

/// A canvas to draw on, or a place for pictures, with a network that classifies what is there; without JavaScript it
/// explains itself.
struct DrawingPadView {
    let pad: DrawingPad
    /// The figure's unique anchor in the page.
    let anchor: String

    /// The side of the canvas in pixels.
    private static let boardSize = 280

    var node: Element {
        Element(
            .div, .class("pad"), Attribute("data-network", network),
            Attribute("data-weights", pad.weights.base64EncodedString()),
            Attribute("data-scales", Self.encoded(pad.scales)),
            Attribute("data-biases", Self.encoded(pad.biases)),
            Attribute(
                "data-checks", pad.checks.reduce(into: Data()) { $0.append($1.pixels) }.base64EncodedString()),
            Attribute("data-expected", pad.checks.map { "\($0.prediction)" }.joined(separator: " "))
        ) {
            if let title = pad.title { Element(.p, .class("figure-title")) { title } }
            Element(.div, .class("pad-parts")) {
                if pad.takesPictures { picture } else { paper }
                Element(.div, .class("pad-side")) {
                    Element(
                        .p, .class("pad-answer"), .id("\(anchor)-answer"), Attribute("role", "status")
                    ) { invitation }
                    Element(.ul, .class("guesses pad-bars"), Attribute("role", "list")) {
                        for label in pad.classes { bar(label) }
                    }
                    Element(.button, Attribute("type", "button"), .class("pad-clear"), .flag("hidden")) {
                        "Clear"
                    }
                }
            }
            Element(.p, .class("note pad-check")) {
                "With JavaScript one can \(pad.takesPictures ? "choose a picture" : "draw") here, and the network reads it in the page itself: "
                    + "\(NumberText.grouped(pad.weightCount)) weights of \(pad.weightBits) bits, and no request to anywhere."
            }
        }
    }

    /// The canvas to draw on.
    private var paper: Element {
        Element(.div, .class("pad-paper")) {
            Element(
                .canvas, .class("pad-board"), Attribute("width", "\(Self.boardSize)"),
                Attribute("height", "\(Self.boardSize)"), Attribute("tabindex", "0"),
                Attribute("role", "application"), .label(instructions),
                Attribute("aria-describedby", "\(anchor)-answer")
            ) { "" }
            Element(.span, .class("pad-pen"), .flag("hidden"), .hidden) { "" }
        }
    }

    /// The place for a picture, which is shown as the network sees it.
    private var picture: Element {
        Element(.div, .class("pad-paper pad-picture")) {
            Element(
                .canvas, .class("pad-seen"), Attribute("width", "\(pad.width)"),
                Attribute("height", "\(pad.height)"), Attribute("role", "img"),
                .label("The picture as the network sees it")
            ) { "" }
            Element(.p, .class("pad-choice"), .flag("hidden")) {
                Element(.label) {
                    "A picture, which can be dropped or pasted here, too: "
                    Element(.input, Attribute("type", "file"), Attribute("accept", "image/*"))
                }
            }
        }
    }

    private var instructions: String {
        "Drawing pad: draw with mouse or finger. With the keyboard, the arrow keys move the pen, the space bar sets it down and lifts it, and Delete clears."
    }

    private func bar(_ label: String) -> Element {
        Element(.li) {
            Element(.span, .class("guess")) { BreakableName(label).nodes }
            Element(
                .svg, .class("bar"), Attribute("viewBox", "0 0 100 8"),
                Attribute("preserveAspectRatio", "none"), .hidden
            ) {
                Element(.rect, .class("track"), Attribute("width", "100"), Attribute("height", "8"))
                Element(.rect, .class("filling"), Attribute("width", "0"), Attribute("height", "8"))
            }
            Element(.span, .class("probability")) { "" }
        }
    }

    /// The network's description for the script, without its numbers; the script reads the classes from the bars.
    private var network: String {
        var members: [JSONValue.Member] = [
            .init(name: "width", value: .integer(pad.width)),
            .init(name: "height", value: .integer(pad.height)),
            .init(name: "mean", value: value(of: pad.means)),
            .init(name: "standardDeviation", value: value(of: pad.standardDeviations)),
            .init(name: "layers", value: .array(pad.layers.map(Self.description))),
        ]
        if pad.weightBits != 8 { members.append(.init(name: "bits", value: .integer(pad.weightBits))) }
        if let size = pad.digitSize { members.append(.init(name: "digitSize", value: .integer(size))) }
        // On one line, since it is not for readers.
        return JSONValue.object(members).text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
    }

    /// Of pictures the numbers of the channels as an array, by which the script tells them from drawings; of drawings the
    /// number.
    private func value(of channels: [Double]) -> JSONValue {
        pad.takesPictures ? .array(channels.map { .number($0) }) : .number(channels[0])
    }

    /// A layer's name, its arguments, and the layers on each of its ways.
    private static func description(of layer: DrawingPad.Layer) -> JSONValue {
        .array(
            [.string(layer.name)]
                + layer.numbers.map { number in Int(exactly: number).map { .integer($0) } ?? .number(number) }
                + (layer.ways ?? []).map { .array($0.map(description)) })
    }

    /// Numbers as their bytes, little-endian.
    private static func encoded(_ numbers: [Float]) -> String {
        Data(
            numbers.flatMap { number in
                stride(from: 0, to: 32, by: 8).map { UInt8(truncatingIfNeeded: number.bitPattern >> $0) }
            }
        ).base64EncodedString()
    }

    private var invitation: String {
        if pad.takesPictures { return "Choose a picture." }
        if pad.classes.allSatisfy({ $0.count == 1 && Int($0) != nil }) { return "Draw a digit." }
        guard pad.classes.count > 12 else { return "Draw one of \(pad.classes.joined(separator: ", "))." }
        return "Draw one of \(pad.classes.prefix(3).joined(separator: ", ")) … \(pad.classes.last ?? "")."
    }
}

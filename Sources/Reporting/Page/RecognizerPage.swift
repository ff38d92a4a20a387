package import Figures

/// The page of a served network: a drawing pad, unless it takes pictures, and a form for pictures.
package struct RecognizerPage: Sendable {
    private let name: String
    private let purpose: String
    private let extent: String
    private let readsDigits: Bool
    private let pad: DrawingPad?
    /// Why there is no pad; empty where nobody misses one.
    private let obstacle: String

    /// Makes a page.
    ///
    /// - Parameters:
    ///   - name: the network's name.
    ///   - purpose: its purpose, beginning with a verb: `reads digits`.
    ///   - extent: its size, in words.
    ///   - readsDigits: whether it reads digits, of which a picture may have several.
    ///   - pad: the pad; `nil` if the network's input cannot be drawn.
    ///   - obstacle: why there is no pad; empty where nobody misses one, as for photographs.
    package init(
        name: String, purpose: String, extent: String, readsDigits: Bool, pad: DrawingPad?,
        obstacle: String = ""
    ) {
        self.name = name
        self.purpose = purpose
        self.extent = extent
        self.readsDigits = readsDigits
        self.pad = pad
        self.obstacle = obstacle
    }

    /// The whole page.
    ///
    /// - Parameter address: the server's address, with a `/` at its end.
    package func html(at address: String) -> String {
        "<!DOCTYPE html>\n"
            + Element(.html, Attribute("lang", "en")) {
                PageHead(title: name, script: Script.recognizer(with: pad), asksServer: true).node
                body(address)
            }.html
    }

    private func body(_ address: String) -> Element {
        Element(.body) {
            Element(.button, Attribute("type", "button"), .class("theme"), .flag("hidden")) { "Theme: auto" }
            Element(.div, .class("page")) {
                Element(.header, .class("title-block")) {
                    Element(.h1) { name }
                    Element(.p, .class("byline")) { "It \(purpose). \(extent)." }
                }
                Element(.main) {
                    if let pad {
                        Element(.h2) { pad.takesPictures ? "Try it" : "Draw" }
                        DrawingPadView(pad: pad, anchor: "pad").node
                    } else if !obstacle.isEmpty {
                        Element(.h2) { "Draw" }
                        Element(.p, .class("notice")) { obstacle }
                    }
                    Element(.h2) { "Read pictures" }
                    pictures
                    Element(.h2) { "From a program" }
                    program(address)
                }
            }
            Element(.footer) { Element(.p) { "Served by stepbook to this machine alone." } }
        }
    }

    private var pictures: Element {
        Element(.form, .class("pictures")) {
            Element(.p, .class("pictures-absent")) {
                "With JavaScript one can choose pictures here; without it a program can send them, as below."
            }
            Element(.p, .class("pictures-choice"), .flag("hidden")) {
                Element(.label) {
                    "Photographs, scans or drawings, which can be dropped or pasted here, too: "
                    Element(
                        .input, Attribute("type", "file"), .flag("multiple"),
                        Attribute("accept", ".png,.jpg,.jpeg,.pgm,image/png,image/jpeg"))
                }
                if readsDigits {
                    " "
                    Element(.label) {
                        Element(.input, Attribute("type", "checkbox"))
                        " several digits on each"
                    }
                }
            }
            Element(.ul, .class("pictures-read"), Attribute("role", "list"), Attribute("aria-live", "polite"))
            { "" }
        }
    }

    @NodeBuilder private func program(_ address: String) -> [Node] {
        Element(.p) {
            "A picture goes in as it is, PNG, JPEG or PGM; what was read comes back as JSON, every class with its probability."
            if readsDigits {
                " "
                Element(.code) { "?find=digits" }
                " behind the address finds several digits on it, with their boxes."
            }
        }
        Element(.pre, .class("command")) {
            Element(.code) { "curl --data-binary @picture.png \(address)predict" }
        }
    }
}

/// A style or a script that a kind of figure adds to a page, once even if several kinds add it.
public struct FigureResource: Sendable, Hashable {
    /// Its place among the others: lower ones first, those of the same place by name.
    private let place: Int
    private let name: String
    /// The text of the style or script in the page.
    let text: String

    /// Makes a custom style or script, which is added to the page unchanged.
    ///
    /// A script runs once the page is loaded if it calls `ready(() => { … })`.
    ///
    /// - Parameter name: its name: `filters`.
    /// - Precondition: the text does not contain `</`, which would end its element.
    public init(_ name: String, _ text: String) {
        precondition(!text.contains("</"), "'\(name)' has an end tag in it")
        self.init(place: .max, name: name, text: text)
    }

    private init(place: Int, name: String, text: String) {
        self.place = place
        self.name = name
        self.text = text
    }

    /// A style of stepbook's own.
    ///
    /// - Parameter place: its place among the others, which decides between rules of equal specificity.
    static func style(_ name: String, _ source: [UInt8], place: Int) -> FigureResource {
        FigureResource(place: place, name: name, text: StyleMinifier.minified(source))
    }

    /// A script of stepbook's own.
    ///
    /// - Parameter place: its place among the others, which may use earlier declarations.
    static func script(_ name: String, _ source: [UInt8], place: Int) -> FigureResource {
        FigureResource(place: place, name: name, text: ScriptMinifier.minified(source))
    }
}

extension FigureResource: Comparable {
    /// Whether one comes before the other in a page.
    public static func < (first: FigureResource, second: FigureResource) -> Bool {
        (first.place, first.name, first.text) < (second.place, second.name, second.text)
    }
}

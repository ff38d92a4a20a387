/// A style or a script that a kind of figure brings into a page; what several kinds bring stands there once.
public struct FigureResource: Sendable, Hashable {
    /// Where it stands among the others: lower ones first, those of one place by their names.
    private let place: Int
    private let name: String
    /// The style or script as it stands in the page.
    let text: String

    /// Makes a style or a script of one's own, which comes into the page as it is.
    ///
    /// A script begins once the page is there where it calls `ready(() => { … })`.
    ///
    /// - Parameter name: what it is called: `filters`.
    /// - Precondition: the text does not end the element that it stands in, as `</` does.
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
    /// - Parameter place: where it stands among the others, which decides between rules of equal weight.
    static func style(_ name: String, _ source: [UInt8], place: Int) -> FigureResource {
        FigureResource(place: place, name: name, text: StyleMinifier.minified(source))
    }

    /// A script of stepbook's own.
    ///
    /// - Parameter place: where it stands among the others, which may use what is declared before them.
    static func script(_ name: String, _ source: [UInt8], place: Int) -> FigureResource {
        FigureResource(place: place, name: name, text: ScriptMinifier.minified(source))
    }
}

extension FigureResource: Comparable {
    /// Whether one stands before the other in a page.
    public static func < (first: FigureResource, second: FigureResource) -> Bool {
        (first.place, first.name, first.text) < (second.place, second.name, second.text)
    }
}

import Foundation
import TestSupport
import Testing

// Drawings that a notebook shows, read to know whether a browser will show them.

extension WorkTests {
    private static let root = "<svg xmlns=\"http://www.w3.org/2000/svg\">"

    /// The insides of drawings.
    private static let drawings = [
        Shape("words in an element with a long name", count: 10_000) { count in
            let name = String(repeating: "a", count: 10 * count)
            return "<\(name)>" + String(repeating: "x<b/>", count: count) + "</\(name)>"
        },
        Shape("a prefix with a long meaning", count: 10_000) { count in
            "<g xmlns:a='" + String(repeating: "u", count: 10 * count) + "'>"
                + String(repeating: "<b a:c='1'/>", count: count) + "</g>"
        },
        Shape("a name of many accents", count: 10_000) { count in
            "<b a" + String(repeating: "\u{301}\u{323}", count: count) + "='1'/>"
        },
        Shape("a long prefix", count: 10_000) { count in
            "<g xmlns:" + String(repeating: "p", count: 10 * count) + "='u'>"
                + String(repeating: "<b/>", count: count) + "</g>"
        },
        Shape("attributes of one element", count: 10_000) { count in
            "<g " + joined(count) { "a\($0)='1'" } + "/>"
        },
        Shape("styles in one another", count: 10_000) { count in
            String(repeating: "<style>a", count: count) + String(repeating: "</style>", count: count)
        },
        Shape("beginnings of addresses", count: 20_000) { count in
            "<style>" + String(repeating: "url(#", count: count) + "</style>"
        },
        Shape("beginnings of addresses in quotes", count: 20_000) { count in
            "<style>" + String(repeating: "@import '#\"", count: count) + "</style>"
        },
        Shape("beginnings of a style's comments", count: 20_000) { count in
            "<style>" + String(repeating: "/*", count: count) + "</style>"
        },
        Shape("references in a style", count: 20_000) { count in
            "<style>" + String(repeating: "&amp;", count: count) + "</style>"
        },
        Shape("brackets and comments", count: 20_000) { String(repeating: "]]<!---->", count: $0) },
    ]

    @Test(arguments: drawings) func `a drawing is read with work that grows with it`(_ shape: Shape) throws {
        try expectGrowth("drawing/\(shape)", ["check", "n.md", "--json"], count: shape.count, status: 0) {
            tool, count in
            try tool.folder.write(Self.root + shape.text(count) + "</svg>", to: "a.svg")
            try tool.folder.write("![a](a.svg)\n", to: "n.md")
        }
    }
}

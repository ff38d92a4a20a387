import Figures
import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// Figures without the page's style sheet.
struct StandaloneFigureTests {
    static let figures: [Figure] = SampleRun.gallery().steps.flatMap(\.figures)

    @Test func `a standalone figure of each kind is one element, with its words and its styles`() throws {
        #expect(Set(Self.figures.map(\.kind)) == Set(FigureKinds.standard.all.map { $0.kind }))
        for figure in Self.figures {
            let html = figure.standalone(anchor: "here")
            let markup = try Markup(html)
            let whole = try #require(markup.elements.first)
            #expect(whole.name == "div" && whole.attributes["id"] == "here")
            #expect(whole.attributes["role"] == "group")
            #expect((whole.attributes["aria-label"] ?? "").count > 5, "\(figure.kind)")
            #expect(markup.raw.map(\.name) == ["style"])
            for name in markup.elements.compactMap({ $0.attributes["id"] }) {
                #expect(name.hasPrefix("here"))
            }
        }
    }

    @Test func `its styles are nested in a rule of its own, and make no requests`() throws {
        for figure in Self.figures {
            let style = try #require(Markup(figure.standalone()).raw.first?.text)
            #expect(style.hasPrefix(".stepbook-figure{"))
            #expect(!style.contains(":root") && !style.contains("url(") && !style.contains("@import"))
            // The first brace is closed by the last, and by no other.
            var depth = 0
            var ends: [Int] = []
            for (place, byte) in style.utf8.enumerated() {
                if byte == UInt8(ascii: "{") { depth += 1 }
                guard byte == UInt8(ascii: "}") else { continue }
                depth -= 1
                if depth == 0 { ends.append(place) }
            }
            #expect(ends == [style.utf8.count - 1], "\(figure.kind)")
        }
    }

    @Test func `it has every variable that its styles use`() throws {
        for figure in Self.figures {
            let style = try #require(Markup(figure.standalone()).raw.first?.text)
            let declared = Set(style.matches(of: /(--[a-z0-9-]+):/).map { String($0.output.1) })
            let used = Set(style.matches(of: /var\((--[a-z0-9-]+)/).map { String($0.output.1) })
            #expect(used.subtracting(declared) == [], "\(figure.kind)")
        }
    }
}

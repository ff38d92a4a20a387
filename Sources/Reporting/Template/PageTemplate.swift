public import Diagnostics
import FoundationEssentials

/// A custom page for reports: HTML with placeholders for a report's parts.
///
/// `Docs/template.html` is the standard page, and serves as the example.
public struct PageTemplate: Sendable, Hashable {
    /// A piece of a template.
    enum Piece: Sendable, Hashable {
        /// Literal markup.
        case markup(String)
        /// A placeholder of a part of the report.
        case placeholder(Placeholder)
        /// The content of a style or script element, which the page's policy names by its hash.
        case embedded(Placeholder.Context, [Piece])
    }

    private let pieces: [Piece]

    /// Reads a template.
    ///
    /// - Throws: `DiagnosticsError` with all its errors.
    public init(_ source: SourceFile) throws {
        var reader = TemplateReader(source)
        reader.read()
        if !reader.diagnostics.isEmpty { throw DiagnosticsError(reader.diagnostics, in: source) }
        pieces = reader.pieces
    }

    /// Whether it has a script beside the report's own, for which stepbook makes no promises.
    public var hasOwnScript: Bool {
        pieces.contains { piece in
            guard case .embedded(.script, let parts) = piece else { return false }
            return parts.contains { part in
                if case .markup(let text) = part { text.contains { !$0.isWhitespace } } else { false }
            }
        }
    }

    private init(trusting source: SourceFile) {
        var reader = TemplateReader(source)
        reader.read()
        pieces = reader.pieces
    }

    /// The page with its parts filled in.
    ///
    /// - Parameters:
    ///   - parts: the parts, as markup that is safe in the placeholder's context.
    ///   - head: the page's metadata, given its policy.
    func page(
        _ parts: [Placeholder: String], asksServer: Bool, head: (ContentSecurityPolicy) -> String
    ) -> String {
        func text(_ pieces: [Piece]) -> String {
            pieces.map { piece in
                switch piece {
                case .markup(let text): text
                case .placeholder(let placeholder): parts[placeholder] ?? ""
                case .embedded(_, let pieces): text(pieces)
                }
            }.joined()
        }
        func embedded(_ wanted: Placeholder.Context) -> [String] {
            pieces.compactMap { piece in
                if case .embedded(wanted, let pieces) = piece { text(pieces) } else { nil }
            }
        }
        let policy = ContentSecurityPolicy(
            styles: embedded(.style), scripts: embedded(.script), asksServer: asksServer)
        let head = head(policy)
        return pieces.map { piece in
            if case .placeholder(.head) = piece { head } else { text([piece]) }
        }.joined()
    }
}

extension PageTemplate {
    /// The standard page.
    static let standard = PageTemplate(trusting: SourceFile(name: "template.html", text: standardText))

    /// The text of the standard page.
    package static let standardText = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        {{head}}<style>
        {{style}}</style>
        <script>
        {{script}}</script>
        </head>
        <body>
        <a class="skip" href="#{{main}}">Skip to the text</a>
        <button type="button" class="theme" hidden>Theme: auto</button>
        <div class="{{page-class}}">
        {{title-block}}{{contents}}<main id="{{main}}" tabindex="-1">
        {{content}}{{expectations}}{{provenance}}{{timing}}</main>
        </div>
        <footer>
        <p>Made with stepbook.</p>
        </footer>
        </body>
        </html>

        """
}

/// The elements that a page is made of.
public enum Tag: String, Sendable, Hashable, CaseIterable {
    case a, article, aside, b, blockquote, body, button, canvas, caption, circle, code, data, dd, defs, desc,
        details
    case div, dl, dt, em, figcaption, figure, footer, form, g, h1, h2, h3, h4, h5, h6, head, header, html,
        image, input, label, li
    case line, link, main, mask, meta, nav, ol, p, path, pre, rect, script, section, small, span, strong,
        style
    case summary, svg, table, tbody, td, text, tfoot, th, thead, time, title, tr, ul, use, wbr

    /// Whether it has neither content nor an end tag.
    var isVoid: Bool {
        switch self {
        case .input, .link, .meta, .wbr: true
        default: false
        }
    }

    /// Whether an empty element is self-closing, as SVG elements may be.
    var isShape: Bool {
        switch self {
        case .circle, .image, .line, .path, .rect, .use: true
        default: false
        }
    }

    /// Whether it is written on its own line, which does not change the page's appearance.
    var isBlock: Bool {
        switch self {
        case .a, .b, .button, .canvas, .code, .data, .em, .image, .input, .label, .small, .span, .strong,
            .svg, .td, .th, .time, .title, .use, .wbr:
            false
        default: true
        }
    }
}

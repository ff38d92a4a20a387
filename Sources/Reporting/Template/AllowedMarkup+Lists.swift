extension AllowedMarkup {
    /// Elements that are parsed like in browsers, and that make no requests.
    static let elements: Set = [
        "html", "head", "body", "title", "meta", "link", "style", "script", "a", "abbr", "address", "area",
        "article",
        "aside", "b", "bdi", "bdo", "blockquote", "br", "button", "caption", "center", "cite", "code", "col",
        "colgroup",
        "data", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt", "em", "figcaption", "figure",
        "footer", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "img", "input", "ins", "kbd", "label",
        "li", "main",
        "map", "mark", "menu", "meter", "nav", "ol", "output", "p", "pre", "progress", "q", "rp", "rt",
        "ruby", "s",
        "samp", "search", "section", "small", "span", "strong", "sub", "summary", "sup", "svg", "table",
        "tbody", "td",
        "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
    ]

    /// Elements that show or load something else.
    static let loading: Set = [
        "iframe", "frame", "frameset", "object", "embed", "applet", "video", "audio", "source", "track",
        "picture",
        "portal", "fencedframe", "image", "form", "param",
    ]

    /// Elements of SVG. None of them makes a browser leave SVG before its end; in 'title' and 'desc' it would parse
    /// tags as HTML again, so the description of a drawing is in 'aria-label'.
    static let svgElements: Set = [
        "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
        "tspan", "use", "symbol", "marker", "mask", "pattern", "clippath", "lineargradient", "radialgradient",
        "stop",
    ]

    static let scriptTypes: Set = [
        "", "text/javascript", "application/javascript", "module", "application/json", "application/ld+json",
    ]

    static let globalAttributes: Set = [
        "id", "class", "title", "lang", "dir", "hidden", "role", "tabindex", "translate", "spellcheck",
        "accesskey",
        "inert", "itemscope", "itemprop", "part",
    ]

    /// The specific attributes of each element; URLs are checked separately.
    static let attributes: [String: Set<String>] = [
        "a": ["rel", "target", "hreflang", "download", "type", "name"],
        "area": ["rel", "target", "shape", "coords", "alt"],
        "map": ["name"], "html": ["xmlns", "prefix"], "meta": ["name", "content", "charset", "property"],
        "link": ["rel", "type", "sizes"], "style": ["type", "media"], "script": ["type"],
        "img": ["alt", "width", "height", "loading", "decoding", "usemap", "ismap"],
        "button": ["type", "name", "value", "disabled"],
        "input": [
            "type", "name", "value", "checked", "disabled", "placeholder", "min", "max", "step", "readonly",
            "size", "maxlength",
        ],
        "label": ["for"], "output": ["for", "name"], "details": ["open", "name"], "dialog": ["open"],
        "ol": ["start", "reversed", "type"], "ul": ["type"], "li": ["value", "type"],
        "table": ["border", "summary", "width", "cellpadding", "cellspacing", "align"],
        "col": ["span", "width"], "colgroup": ["span"],
        "td": ["colspan", "rowspan", "headers", "align", "valign"],
        "th": ["colspan", "rowspan", "headers", "scope", "abbr", "align", "valign"],
        "tr": ["align", "valign"], "time": ["datetime"], "del": ["datetime", "cite"],
        "ins": ["datetime", "cite"],
        "blockquote": ["cite"], "q": ["cite"], "data": ["value"],
        "meter": ["value", "min", "max", "low", "high", "optimum"],
        "progress": ["value", "max"], "p": ["align"], "div": ["align"], "hr": ["size", "width"],
        "br": ["clear"],
    ]

    /// Attributes whose values are text.
    static let textAttributes: Set = [
        "title", "alt", "content", "value", "placeholder", "summary", "abbr", "aria-label",
        "aria-description",
        "aria-roledescription", "aria-valuetext", "aria-placeholder", "aria-braillelabel",
    ]

    /// Attributes of SVG, in lower case like parsed ones.
    static let svgAttributes: Set = [
        "xmlns", "xmlns:xlink", "version", "viewbox", "preserveaspectratio", "width", "height", "x", "y",
        "x1", "x2", "y1",
        "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "d", "points", "dx", "dy", "rotate", "textlength",
        "lengthadjust",
        "transform", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity",
        "stroke-linecap",
        "stroke-linejoin", "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit", "opacity", "color",
        "clip-path", "clip-rule", "mask", "marker-start", "marker-mid", "marker-end", "markerwidth",
        "markerheight",
        "markerunits", "refx", "refy", "orient", "offset", "stop-color", "stop-opacity", "gradientunits",
        "gradienttransform", "spreadmethod", "patternunits", "patterntransform", "patterncontentunits",
        "clippathunits", "maskunits", "maskcontentunits", "text-anchor", "dominant-baseline",
        "alignment-baseline",
        "font-size", "font-family", "font-weight", "font-style", "letter-spacing", "vector-effect",
        "focusable",
        "shape-rendering", "text-rendering", "pathlength", "visibility", "display", "overflow",
    ]
}

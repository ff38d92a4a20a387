/// The Markdown to write in place of an HTML element.
enum RawHTMLAdvice {
    /// Elements that show something without containing words.
    static let pictures: Set = [
        "img", "picture", "video", "audio", "iframe", "embed", "object", "svg", "canvas", "math",
    ]

    /// The advice for an element by its name in lower case; `nil` for a name that is not an HTML element.
    static func words(for name: String) -> String? {
        if let words = special[name] { return words }
        return known.contains(name) ? "write it in Markdown" : nil
    }

    private static let special = [
        "img": "write '![what it shows](file.png)'", "picture": "write '![what it shows](file.png)'",
        "svg": "put the drawing into a file and write '![what it shows](drawing.svg)'",
        "video": "name the film's address in a link", "audio": "name the recording's address in a link",
        "iframe": "name the page's address in a link", "a": "write '[words](address)'",
        "br": "a backslash at a line's end breaks the line", "hr": "write '---' between two empty lines",
        "b": "write '**words**'", "strong": "write '**words**'", "i": "write '*words*'",
        "em": "write '*words*'",
        "code": "write it in backticks", "kbd": "write it in backticks",
        "pre": "fence it with three backticks",
        "sub": "write it in words, or with a character such as '₂'",
        "sup": "write it in words, or with a character such as '²'",
        "details": "give the part a heading", "summary": "give the part a heading",
        "table": "write a table with '|' between its cells", "tr": "write a table with '|' between its cells",
        "td": "write a table with '|' between its cells", "th": "write a table with '|' between its cells",
        "ul": "begin the lines with '-'", "ol": "begin the lines with '1.'", "li": "begin the line with '-'",
        "math": "write the formula in words or as code", "h1": "begin the line with '#'",
        "h2": "begin the line with '##'", "h3": "begin the line with '###'",
        "blockquote": "begin the lines with '>'", "p": "leave an empty line between paragraphs",
        "style": "a page of your own, given with --template, has a style of yours",
        "script": "a page of your own, given with --template, has scripts of yours",
    ]

    private static let known: Set = [
        "abbr", "address", "area", "article", "aside", "base", "bdi", "bdo", "big", "body", "button",
        "canvas",
        "caption", "center", "cite", "col", "colgroup", "data", "datalist", "dd", "del", "dfn", "dialog",
        "dir",
        "div", "dl", "dt", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame",
        "frameset", "h4", "h5", "h6", "head", "header", "hgroup", "html", "input", "ins", "label", "legend",
        "link", "main", "map", "mark", "marquee", "menu", "meta", "meter", "nav", "nobr", "noscript",
        "object",
        "optgroup", "option", "output", "param", "progress", "q", "rp", "rt", "ruby", "s", "samp", "search",
        "section", "select", "small", "source", "span", "strike", "tbody", "template", "textarea", "tfoot",
        "thead", "time", "title", "track", "tt", "u", "var", "wbr",
    ]
}

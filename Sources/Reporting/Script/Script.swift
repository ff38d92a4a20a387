/// The page's one script. Without it the page has every fact and every link.
enum Script {
    /// The script's text.
    ///
    /// - Parameters:
    ///   - hasPads: whether there are drawing pads in the page.
    ///   - isLive: whether the page follows its notebook.
    static func text(hasPads: Bool, isLive: Bool = false) -> String {
        let parts =
            [theme, timing, contents, folding, copying, scrolling, filtering]
            + (hasPads ? [network, pads] : [])
            + (isLive ? [live] : [])
        return parts.joined(separator: "\n").withoutIndentation
    }
}

extension String {
    /// The lines without the blanks that they begin with, which are a tenth of a script.
    fileprivate var withoutIndentation: String {
        split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "\n")
    }
}

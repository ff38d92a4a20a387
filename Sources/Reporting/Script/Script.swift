/// The page's one script. Without it the page has every fact and every link.
enum Script {
    /// The script's text.
    ///
    /// - Parameters:
    ///   - figures: the figures that there are in the page.
    ///   - isLive: whether the page follows its notebook.
    static func text(for figures: FigureKinds, isLive: Bool = false) -> String {
        let parts =
            [basis, theme, timing, contents, folding, copying, scrolling, origins]
            + (figures.contains(.images) ? [filtering] : [])
            + (figures.contains(.charts) ? [values] : [])
            + (figures.contains(.pads) ? [network, pads] : [])
            + (isLive ? [live] : [])
        return enclosed(parts)
    }
}

extension Script {
    /// The parts as one script that leaves no name behind for a script of somebody's own to meet.
    static func enclosed(_ parts: [String]) -> String {
        "(() => {\n\(parts.joined(separator: "\n").withoutNeedlessText)\n})();\n"
    }
}

extension String {
    /// The lines without comments and without the blanks that they begin with, which are a tenth of a script.
    fileprivate var withoutNeedlessText: String {
        split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.hasPrefix("/*") }
            .joined(separator: "\n")
    }
}

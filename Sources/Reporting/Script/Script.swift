/// The page's one script. Without it the page has every fact and every link.
enum Script {
    /// The script's text.
    ///
    /// - Parameters:
    ///   - hasPads: whether there are drawing pads in the page.
    ///   - isLive: whether the page follows its notebook.
    static func text(hasPads: Bool, isLive: Bool = false) -> String {
        let parts =
            [theme, timing, contents, folding, copying, scrolling] + (hasPads ? [network, pads] : [])
            + (isLive ? [live] : [])
        return parts.joined(separator: "\n")
    }
}

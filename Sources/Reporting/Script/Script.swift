/// The page's one script. Without it the page has every fact and every link.
enum Script {
    /// The script's text.
    ///
    /// - Parameter hasPads: whether there are drawing pads in the page.
    static func text(hasPads: Bool) -> String {
        let parts = [theme, timing, contents, folding, scrolling] + (hasPads ? [network, pads] : [])
        return parts.joined(separator: "\n")
    }
}

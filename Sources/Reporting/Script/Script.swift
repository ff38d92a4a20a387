/// The page's one script. Without it the page has every fact and every link.
enum Script {
    /// The script's text.
    static let text = [theme, timing, contents, folding, scrolling].joined(separator: "\n")
}

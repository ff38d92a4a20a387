/// Makes the names under which headings can be linked to, as GitHub does.
struct HeadingAnchors {
    private var taken: Set<String>
    private var counts: [String: Int] = [:]

    /// Makes a source of anchors.
    ///
    /// - Parameter taken: Names that are used for something else in the same document.
    init(taken: Set<String>) {
        self.taken = taken
    }

    /// The anchor of a heading, another one each time.
    mutating func anchor(for text: String) -> String {
        let slug = Self.slug(text)
        var anchor = slug
        while !taken.insert(anchor).inserted {
            counts[slug, default: 0] += 1
            anchor = "\(slug)-\(counts[slug, default: 0])"
        }
        return anchor
    }

    private static func slug(_ text: String) -> String {
        var slug = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            if scalar == " " {
                slug.append("-")
            } else if scalar == "-" || scalar.continuesIdentifier {
                slug.append(scalar)
            }
        }
        return slug.contains { $0 != "-" } ? String(slug) : "section"
    }
}

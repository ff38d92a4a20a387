/// Makes the anchors of headings as GitHub does.
struct HeadingAnchors {
    private var taken: Set<String>
    private var counts: [String: Int] = [:]

    /// Makes a generator of anchors.
    ///
    /// - Parameter taken: Names already used in the same document.
    init(taken: Set<String>) {
        self.taken = taken
    }

    /// The anchor of a heading, unique within the document.
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

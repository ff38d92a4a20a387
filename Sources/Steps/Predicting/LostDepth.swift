import Workflow

/// That pictures of more than 8 bits a sample were left with few levels of grey, since a network sees 256 over their range.
package enum LostDepth {
    /// What the reader must know of it; `nil` where no picture lost any.
    ///
    /// - Parameters:
    ///   - shallow: how many of the pictures did.
    ///   - count: how many pictures there are.
    ///   - pictures: what they are called together: `images of 'letters'`.
    ///   - one: what the picture is called where there is one alone; `nil` where that is told as of several.
    package static func sentence(
        _ shallow: Int, of count: Int, _ pictures: String, one: String? = nil
    ) -> String? {
        guard shallow > 0 else { return nil }
        let (subject, verb) =
            if count == 1, let one {
                (one, "stores")
            } else if shallow == count {
                ("all \(NumberText.grouped(count)) \(pictures)", "store")
            } else {
                ("\(NumberText.grouped(shallow)) of \(NumberText.grouped(count)) \(pictures)", "store")
            }
        let use = verb == "stores" ? "uses" : "use"
        return
            "Levels of grey were lost: \(subject) \(verb) up to 16 bits a sample and \(use) less than an eighth of their range, of which a network sees 32 levels at most; spread the values over the whole range."
    }
}

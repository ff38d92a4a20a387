import Workflow

/// The notice that pictures of more than 8 bits per sample lost grey levels, since a network takes 256 over their
/// range.
package enum LostDepth {
    /// The notice; `nil` if no picture lost any.
    ///
    /// - Parameters:
    ///   - shallow: the number of pictures that did.
    ///   - count: the number of pictures.
    ///   - pictures: their name: `images of 'letters'`.
    ///   - one: the name of a single picture; `nil` to use the wording for several.
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
                (
                    "\(NumberText.grouped(shallow)) of \(NumberText.grouped(count)) \(pictures)",
                    shallow == 1 ? "stores" : "store"
                )
            }
        let (use, their) = verb == "stores" ? ("uses", "its") : ("use", "their")
        return
            "Levels of grey were lost: \(subject) \(verb) up to 16 bits a sample and \(use) less than an eighth of \(their) range, of which a network sees 32 levels at most; spread the values over the whole range."
    }
}

import Workflow

/// The notice that colours became grey, since a network takes pictures of one channel.
package enum LostColours {
    /// The notice; `nil` if no picture is coloured.
    ///
    /// - Parameters:
    ///   - coloured: the number of coloured pictures.
    ///   - count: the number of pictures.
    ///   - pictures: their name: `images of 'letters'`.
    ///   - one: the name of a single picture; `nil` to use the wording for several.
    package static func sentence(
        _ coloured: Int, of count: Int, _ pictures: String, one: String? = nil
    ) -> String? {
        guard coloured > 0 else { return nil }
        if count == 1, let one {
            return
                "Colours became grey: \(one) is coloured, and a network sees it in one channel, without its colours."
        }
        let share =
            coloured == count
            ? "all \(NumberText.grouped(count))"
            : "\(NumberText.grouped(coloured)) of \(NumberText.grouped(count))"
        let (verb, them, their) = coloured == 1 ? ("is", "it", "its") : ("are", "them", "their")
        return
            "Colours became grey: \(share) \(pictures) \(verb) coloured, and a network sees \(them) in one channel, without \(their) colours."
    }
}

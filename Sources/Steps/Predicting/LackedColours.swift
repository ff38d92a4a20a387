import Workflow

/// The notice that grey pictures became three equal channels, for a network that was trained on pictures in colour.
package enum LackedColours {
    /// The notice; `nil` if all pictures are coloured.
    ///
    /// - Parameters:
    ///   - grey: the number of pictures without colours.
    ///   - count: the number of pictures.
    ///   - one: the name of a single picture; `nil` to use the wording for several.
    package static func sentence(_ grey: Int, of count: Int, one: String? = nil) -> String? {
        guard grey > 0 else { return nil }
        if count == 1, let one {
            return "The network takes colours: \(one) is grey, and is seen in three equal channels."
        }
        let share =
            grey == count
            ? "all \(NumberText.grouped(count))"
            : "\(NumberText.grouped(grey)) of \(NumberText.grouped(count))"
        let verb = grey == 1 ? "is" : "are"
        return
            "The network takes colours: \(share) pictures \(verb) grey, and \(verb) seen in three equal channels."
    }
}

import Workflow

/// That colours became grey, since a network sees pictures in one channel.
package enum LostColours {
    /// What the reader must know of it; `nil` where no picture is coloured.
    ///
    /// - Parameters:
    ///   - coloured: how many of the pictures are coloured.
    ///   - count: how many pictures there are.
    ///   - pictures: what they are called together: `images of 'letters'`.
    ///   - one: what the picture is called where there is one alone; `nil` where that is told as of several.
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
        return
            "Colours became grey: \(share) \(pictures) are coloured, and a network sees them in one channel, without their colours."
    }
}

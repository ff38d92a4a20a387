import Workflow

/// The form in which image files of any colours and sizes are loaded.
struct ImageForm: Sendable, Hashable {
    /// The channels; `nil` for colours where any image has some, and grey otherwise.
    var channels: ImageChannels?
    /// The side of the square that each image is scaled and cropped to, in pixels; `nil` to keep images of one size.
    var side: Int?

    /// The longest side of a square in pixels.
    static let longestSide = 4096

    /// As the files are.
    static let asStored = ImageForm()

    /// The choices that enter a cache key: none as the files are, so that the keys from before there was a form stay.
    var choices: [String: Value] {
        var choices: [String: Value] = [:]
        if let channels { choices["channels"] = channels.literal }
        if let side { choices["size"] = .integer(side) }
        return choices
    }
}

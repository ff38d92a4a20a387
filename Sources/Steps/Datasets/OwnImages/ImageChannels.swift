import Workflow

/// The channels of loaded image files, as a notebook names them.
enum ImageChannels: String, SymbolArgument {
    /// One, the lightness.
    case grey
    /// Red, green and blue.
    case colour

    /// The number of channels.
    var count: Int { self == .grey ? 1 : 3 }
}

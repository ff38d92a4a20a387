import NeuralNet
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

extension ImageChannels {
    /// The channels of images of a shape, `[C, H, W]`; `nil` if pictures have others.
    init?(of shape: Shape) {
        guard shape.dimensions.count == 3 else { return nil }
        switch shape.dimensions[0] {
        case 1: self = .grey
        case 3: self = .colour
        default: return nil
        }
    }
}

extension Architecture {
    /// The number of layers up to the last feature maps: the output of the last convolution, or residual connection with
    /// one, whose output has a height and a width of more than 1, and of the layers after it that keep its shape.
    ///
    /// So they are as a convolution's batch normalization and activation leave them, and as they are before a pooling:
    /// the rectified feature maps of Grad-CAM. `nil` if there are none.
    public var layersToFeatureMaps: Int? {
        let last = layers.indices.last { index in
            let sizes = outputs[index].dimensions
            return layers[index].hasConvolution && sizes.count == 3 && sizes[1] > 1 && sizes[2] > 1
        }
        guard let last else { return nil }
        return last + 1 + outputs[(last + 1)...].prefix { $0 == outputs[last] }.count
    }
}

extension Layer {
    /// Whether it is a convolution, or has one within.
    fileprivate var hasConvolution: Bool {
        if let residual = kind as? Residual {
            return (residual.body + residual.shortcut).contains(where: \.hasConvolution)
        }
        return kind is Convolution2D
    }
}

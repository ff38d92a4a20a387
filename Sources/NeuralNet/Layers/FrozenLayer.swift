/// A trained layer as layers that training computes as use does, so that a backward pass goes through the network in use.
struct FrozenLayer {
    /// The layers, one after the other.
    let layers: [Layer]

    /// Their tensors in order.
    let tensors: [Tensor]

    /// Freezes a layer.
    ///
    /// With its running statistics, a batch normalization multiplies each channel by a number and adds another: a
    /// convolution with windows of one pixel that has each channel as a group.
    ///
    /// - Parameter tensors: the layer's own.
    init(_ layer: Layer, _ tensors: [Tensor]) {
        let isOfFeatures = layer.kind is BatchNormalization1D
        if isOfFeatures || layer.kind is BatchNormalization2D,
            let (weight, bias) = BatchNormalization2D().weightAndBias(of: tensors)
        {
            let channels = bias.values.count
            var product = Convolution2D()
            (product.filters, product.groups) = (channels, channels)
            layers =
                isOfFeatures
                ? [Layer(FeatureImage()), Layer(product), .flatten] : [Layer(product)]
            self.tensors = [Tensor(shape: Shape([channels, 1, 1, 1]), values: weight.values), bias]
        } else if type(of: layer.kind).isIdentityInInference {
            // In the layer's place, since a way of a residual connection may not be empty.
            (layers, self.tensors) = ([.dropout(rate: 0)], [])
        } else {
            (layers, self.tensors) = ([layer], tensors)
        }
    }
}

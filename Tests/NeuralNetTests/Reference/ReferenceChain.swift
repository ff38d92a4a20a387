import NeuralNet

/// Layers one after the other.
struct ReferenceChain: ReferenceLayer {
    private var layers: [any ReferenceLayer] = []

    /// Makes the layers by their kinds.
    ///
    /// - Parameter tensors: those that no layer has yet, in the network's order; the layers take theirs.
    init(_ layers: [Layer], _ tensors: inout ArraySlice<ReferenceTensor>) {
        for layer in layers { self.layers.append(Self.made(layer, &tensors)) }
    }

    var parameters: [ReferenceParameter] { layers.flatMap(\.parameters) }

    mutating func forward(_ input: ReferenceTensor, _ pass: inout ReferencePass) -> ReferenceTensor {
        var value = input
        for index in layers.indices { value = pass.stored(layers[index].forward(value, &pass)) }
        return value
    }

    mutating func backward(_ outputGradient: ReferenceTensor, _ pass: ReferencePass) -> ReferenceTensor {
        var gradient = outputGradient
        for index in layers.indices.reversed() {
            gradient = pass.stored(layers[index].backward(gradient, pass))
        }
        return gradient
    }

    private static func made(
        _ layer: Layer, _ tensors: inout ArraySlice<ReferenceTensor>
    ) -> any ReferenceLayer {
        func taken(_ count: Int) -> [ReferenceTensor] {
            defer { tensors.removeFirst(count) }
            return Array(tensors.prefix(count))
        }
        switch layer.kind {
        case let kind as Convolution2D: return ReferenceConvolution(kind, taken(kind.hasBias ? 2 : 1))
        case is Dense: return ReferenceDense(taken(2))
        case is BatchNormalization1D, is BatchNormalization2D: return ReferenceBatchNormalization(taken(4))
        case is LayerNormalization: return ReferenceLayerNormalization(taken(2))
        case is ReLU: return ReferenceActivation.relu()
        case let kind as LeakyReLU: return ReferenceActivation.relu(slope: kind.slope)
        case is GELU: return ReferenceActivation.gelu
        case is SiLU: return ReferenceActivation.silu
        case is Sigmoid: return ReferenceActivation.sigmoid
        case is Tanh: return ReferenceActivation.tanh
        case let kind as MaxPooling2D: return pooling(isMean: false, kind.size, kind.stride, kind.padding)
        case let kind as AveragePooling2D: return pooling(isMean: true, kind.size, kind.stride, kind.padding)
        case is GlobalMaxPooling2D: return ReferencePooling(isMean: false, windows: nil)
        case is GlobalAveragePooling2D: return ReferencePooling(isMean: true, windows: nil)
        case is Flatten: return ReferenceFlatten()
        case let kind as Dropout: return ReferenceDropout(rate: kind.rate)
        case let kind as Dropout2D: return ReferenceDropout(rate: kind.rate)
        case let kind as Residual:
            let body = ReferenceChain(kind.body, &tensors)
            return ReferenceResidual(body: body, shortcut: ReferenceChain(kind.shortcut, &tensors))
        default: preconditionFailure("'\(layer.name)' has no reference: write it beside the others")
        }
    }

    private static func pooling(
        isMean: Bool, _ size: Int, _ stride: Int, _ padding: Int
    ) -> ReferencePooling {
        ReferencePooling(
            isMean: isMean, windows: ReferenceWindows(size: size, stride: stride, padding: padding))
    }
}

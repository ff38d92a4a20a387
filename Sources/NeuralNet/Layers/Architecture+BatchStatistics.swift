extension Architecture {
    /// The first layer that normalizes over the batch what is a single value of each image, and so nothing at all of a
    /// batch of one image; `nil` if there is none.
    ///
    /// It is a ``BatchNormalization1D``, or a ``BatchNormalization2D`` of images of one pixel, in the network's list or
    /// within a layer of it.
    ///
    /// - Parameter start: the index of the first layer that is looked at; those before it are frozen, and take running
    ///   statistics.
    package func normalizationOfSingleValues(from start: Int) -> Layer? {
        for operation in graph.operations where operation.layer >= start {
            guard case .layer(let layer) = operation.computation, layer.kind is BatchNormalization2D,
                operation.output.dimensions.dropFirst().allSatisfy({ $0 == 1 })
            else { continue }
            return isRow(operation.inputs[0]) ? .batchNormalization1D : .batchNormalization2D
        }
        return nil
    }

    /// Whether a value is a row of features, as the image of one pixel that a ``BatchNormalization1D`` makes of it.
    private func isRow(_ value: NetworkGraph.Value) -> Bool {
        guard let index = value.operation, case .layer(let layer) = graph.operations[index].computation else {
            return false
        }
        return layer.kind is FeatureImage
    }
}

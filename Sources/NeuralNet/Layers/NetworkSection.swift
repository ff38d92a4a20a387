/// Consecutive layers of a trained network as a network of their own.
struct NetworkSection {
    /// The layers; their input is the output of those before them.
    let architecture: Architecture

    /// Their tensors.
    let parameters: Parameters

    /// Takes layers out of a network.
    ///
    /// - Parameter range: the indices of the layers.
    /// - Throws: ``NetworkError`` if the parameters are not the network's.
    init(
        _ range: Range<Int>, of architecture: Architecture, _ parameters: Parameters
    ) throws(NetworkError) {
        let start = range.lowerBound
        let input = start == 0 ? architecture.input : architecture.outputs[start - 1]
        let own: Architecture
        do {
            own = try Architecture(input: input, layers: Array(architecture.layers[range]))
        } catch {
            throw .parameters(error.message)
        }
        // Layers are numbered anew, but stay in their order.
        let specifications = architecture.parameters.filter { range.contains($0.layer) }
        var named: [String: Tensor] = [:]
        for (new, old) in zip(own.parameters, specifications) { named[new.name] = parameters[old.name] }
        self.architecture = own
        self.parameters = try Parameters(for: own, from: named)
    }
}

/// The first layer of a network that cannot take its input, before it is known what would help.
struct NetworkFault: Error {
    /// The layer's place, 0-based.
    let layer: Int

    /// Why it cannot, which may be because of a layer within it.
    let problem: LayerProblem
}

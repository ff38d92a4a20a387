/// All values of an image as one row, channel by channel and row by row.
struct ReferenceFlatten: ReferenceLayer {
    private var dimensions: [Int] = []

    let parameters: [ReferenceParameter] = []

    mutating func forward(_ input: ReferenceTensor, _ pass: inout ReferencePass) -> ReferenceTensor {
        dimensions = input.dimensions
        return input.shaped([input.images, input.channels * input.pixels])
    }

    mutating func backward(_ outputGradient: ReferenceTensor, _ pass: ReferencePass) -> ReferenceTensor {
        outputGradient.shaped(dimensions)
    }
}

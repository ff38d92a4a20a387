/// The sum of what two chains make of the same input; an empty one gives it as it is.
struct ReferenceResidual: ReferenceLayer {
    private var body: ReferenceChain
    private var shortcut: ReferenceChain

    init(body: ReferenceChain, shortcut: ReferenceChain) {
        self.body = body
        self.shortcut = shortcut
    }

    var parameters: [ReferenceParameter] { body.parameters + shortcut.parameters }

    mutating func forward(_ input: ReferenceTensor, _ pass: inout ReferencePass) -> ReferenceTensor {
        body.forward(input, &pass).merged(shortcut.forward(input, &pass), +)
    }

    mutating func backward(_ outputGradient: ReferenceTensor, _ pass: ReferencePass) -> ReferenceTensor {
        body.backward(outputGradient, pass).merged(shortcut.backward(outputGradient, pass), +)
    }
}

/// Leaves all values as they are: in a trained network, and in training with a rate of 0.
///
/// Which values another rate zeros depends on their places in the engine's memory, so `DropoutTests` read them from the
/// output instead, and compare forward and backward pass.
struct ReferenceDropout: ReferenceLayer {
    let rate: Double

    var parameters: [ReferenceParameter] { [] }

    mutating func forward(_ input: ReferenceTensor, _ pass: inout ReferencePass) -> ReferenceTensor {
        precondition(!pass.isTraining || rate == 0, "a rate of \(rate) in training")
        return input
    }

    mutating func backward(_ outputGradient: ReferenceTensor, _ pass: ReferencePass) -> ReferenceTensor {
        outputGradient
    }
}

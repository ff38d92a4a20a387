import NeuralNet
import TestSupport
import Testing

/// A random network of which Float32 must give nearly what the definitions of its layers give.
///
/// The reference computes it twice, exactly and with all values between layers rounded to Float32: how far the second
/// result is from the first is what rounding does to this network. Another one is drawn if rounding might choose the
/// other side of a ReLU or another pixel of a window, where the gradient jumps, or leaves few digits.
struct ComparableNetwork {
    let network: RandomNetwork
    /// What training gives: logits, loss, gradients, running statistics.
    let training: [ReferencePart]

    /// Draws networks until one can be compared.
    ///
    /// - Parameter number: tells the networks apart, 0 or more.
    init(number: Int) throws {
        for attempt in 0..<Self.attempts {
            let network = try RandomNetwork(
                seed: UInt64(number * Self.attempts + attempt), isLarge: Self.isLarge(number))
            let reference = ReferenceNetwork(network.architecture, network.parameters)
            let (images, loss) = (ReferenceTensor(network.batch), network.referenceLoss)
            let exact = reference.train(images, loss)
            let rounded = reference.train(images, loss, isRounded: true)
            guard Self.choosesAlike(exact, rounded) else { continue }
            let parts = ReferencePart.parts(exact, rounded)
            // In a tolerance as large as the gradients, a wrong one could hide.
            let gradients = parts.filter { $0.kind == .gradient }
            let largest = gradients.reduce(0) { max($0, $1.largest) }
            let isSharp = parts.allSatisfy { part in
                part.tolerance <= 1e-3 * (part.kind == .gradient ? largest : part.largest)
            }
            guard isSharp else { continue }
            self.network = network
            training = parts
            return
        }
        throw NoNetwork(number: number)
    }

    private static let attempts = 200

    /// Whether a number's network is a ``LargeConvolution``: 42, 85, 128 and 171 of two hundred, for plain loops take long
    /// over them. Two of them are even, and one of each two is a multiple of three.
    static func isLarge(_ number: Int) -> Bool { number % 43 == 42 }

    struct NoNetwork: Error { let number: Int }

    /// Whether no choice was closer than many times what rounding moves it by.
    ///
    /// Two values that are the same, such as those that a ReLU has made zero, are the same after rounding, too.
    private static func choosesAlike(
        _ exact: ReferenceNetwork.Results, _ rounded: ReferenceNetwork.Results
    ) -> Bool {
        zip(exact.margins, rounded.margins).allSatisfy { margins, others in
            let deviation = zip(margins, others).reduce(0) { max($0, abs($1.0 - $1.1)) }
            return zip(margins, others).allSatisfy { margin, other in
                margin == 0 && other == 0 || abs(margin) > 32 * deviation
            }
        }
    }
}

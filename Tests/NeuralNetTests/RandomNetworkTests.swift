import NeuralNet
import TestSupport
import Testing

/// Two hundred random networks against the definitions of their layers, see ``ComparableNetwork``; four are large.
@Suite struct RandomNetworkTests {
    private static let numbers = 0..<200

    /// Every other network also gives the gradient of its images, without which the engine may compute the first layers
    /// in another way; every third has room for more images than there are, and the remains of a batch that filled it.
    @Test(arguments: numbers)
    func `logits, loss and gradients are those of the layers' definitions`(number: Int) throws {
        let comparable = try ComparableNetwork(number: number)
        let network = comparable.network
        let room = number.isMultiple(of: 3) ? 2 : 0
        for threads in 1...3 {
            let session = try TrainingSession(
                network.architecture, parameters: network.parameters,
                optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), loss: network.loss,
                batchSize: network.images.count + room, seed: 0,
                threads: threads, needsInputGradient: number.isMultiple(of: 2))
            if room > 0 { try session.leaveRemains() }
            let step = try session.computeGradients(
                labels: network.labels,
                filling: rowsOf(network.batch.values, size: network.architecture.input.count))
            let gradients = try session.gradients()
            let parameters = try session.parameters()
            for part in comparable.training {
                let actual: [Float]
                switch part.kind {
                case .logits: actual = session.logits().values
                case .loss: actual = [Float(step.lossSum / step.weight)]
                case .running:
                    // The earlier batch has moved them.
                    guard room == 0 else { continue }
                    actual = try #require(parameters[part.name]).values
                case .gradient:
                    if part.name == ReferenceNetwork.inputGradient {
                        guard let gradient = session.inputGradient() else { continue }
                        actual = gradient.values
                    } else {
                        actual = try #require(gradients[part.name]).values
                    }
                }
                // The rows of surplus images come last.
                part.expectClose(
                    to: actual.prefix(part.expected.count), "\(threads) threads, \(network)")
            }
        }
    }

    /// The engine folds batch normalizations into the layers before them, and leaves out dropout of any rate.
    @Test(arguments: numbers)
    func `a trained network's logits and loss are those of the layers' definitions`(number: Int) throws {
        let network = try RandomNetwork(
            seed: UInt64(number), isLarge: ComparableNetwork.isLarge(number), dropoutRate: 0.4)
        let reference = ReferenceNetwork(network.architecture, network.parameters)
        let (images, loss) = (ReferenceTensor(network.batch), network.referenceLoss)
        let parts = ReferencePart.parts(
            reference.infer(images, loss), reference.infer(images, loss, isRounded: true))
        for threads in 1...3 {
            let classified = try Classifier(
                architecture: network.architecture, parameters: network.parameters, threads: threads
            ).classify(network.images, loss: network.loss)
            for part in parts {
                let actual =
                    part.kind == .logits
                    ? classified.logits.values : [Float(classified.measurement.loss)]
                part.expectClose(to: actual, "\(threads) threads, \(network)")
            }
        }
    }

    @Test func `the networks have every kind of layer, in many forms`() throws {
        var seen: Set<String> = []
        var depths: Set<Int> = []
        for number in Self.numbers {
            let network = try ComparableNetwork(number: number).network
            depths.insert(network.architecture.layers.count)
            seen.formUnion(Self.traits(of: network.architecture.layers, nesting: 0))
            if network.loss.labelSmoothing > 0 { seen.insert("smoothed") }
            if network.loss.classWeights != nil { seen.insert("weighted") }
        }
        let expected =
            Layer.kinds.map { $0.name } + [
                "strided", "padded", "grouped", "depthwise", "dilated", "unbiased", "sixteen filters",
                "overlapping windows", "windows with gaps", "padded maximum", "padded mean",
                "padded behind a ReLU", "with shortcut", "without shortcut", "nested", "smoothed", "weighted",
            ]
        #expect(Set(expected).subtracting(seen).isEmpty)
        #expect(depths == Set(2...10))
    }

    /// Each with or without the gradient of its images, and with or without room for more of them.
    @Test func `four networks are large enough for Winograd's algorithm with vectors of any length`() throws {
        var forms: Set<[Bool]> = []
        for number in Self.numbers where ComparableNetwork.isLarge(number) {
            let network = try RandomNetwork(seed: UInt64(number), isLarge: true)
            #expect(Self.largestWork(in: network.architecture) >= 8_000_000, "\(network)")
            #expect(network.images.count == 2)
            forms.insert([number.isMultiple(of: 2), number.isMultiple(of: 3)])
        }
        #expect(forms.count == 4)
    }

    /// The most multiply-adds for an image of a convolution of the form that the algorithm computes.
    private static func largestWork(in architecture: Architecture) -> Int {
        var largest = 0
        for (index, layer) in architecture.layers.enumerated() {
            guard let kind = layer.kind as? Convolution2D, kind.kernel == 3, kind.stride == 1,
                kind.filters.isMultiple(of: 16)
            else { continue }
            largest = max(largest, architecture.multiplyAdds(of: index))
        }
        return largest
    }

    private static func traits(of layers: [Layer], nesting: Int) -> Set<String> {
        var seen = Set(layers.map(\.name))
        for (layer, before) in zip(layers, [nil] + layers) {
            var traits: [String: Bool] = [:]
            switch layer.kind {
            case let kind as Convolution2D:
                traits = [
                    "strided": kind.stride > 1, "padded": kind.padding > 0, "grouped": kind.groups > 1,
                    "depthwise": kind.groups > 2 && kind.filters == kind.groups,
                    "dilated": kind.dilation > 1 && kind.kernel > 1, "unbiased": !kind.hasBias,
                    "sixteen filters": kind.filters == 16,
                ]
            case let kind as MaxPooling2D:
                traits = [
                    "overlapping windows": kind.stride < kind.size,
                    "windows with gaps": kind.stride > kind.size, "padded maximum": kind.padding > 0,
                    "padded behind a ReLU": kind.padding > 0 && before == .relu,
                ]
            case let kind as AveragePooling2D: traits = ["padded mean": kind.padding > 0]
            case let kind as Residual:
                traits = [
                    "nested": nesting > 0, "with shortcut": !kind.shortcut.isEmpty,
                    "without shortcut": kind.shortcut.isEmpty,
                ]
                seen.formUnion(Self.traits(of: kind.body + kind.shortcut, nesting: nesting + 1))
            default: break
            }
            seen.formUnion(traits.filter(\.value).keys)
        }
        return seen
    }
}

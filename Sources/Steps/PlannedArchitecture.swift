import NeuralNet
import Workflow

extension Architecture {
    /// The network of layers for images.
    ///
    /// - Throws: ``NetworkProblem`` if the layers do not match each other, the images or the classes.
    init(_ layers: [Layer], for images: ImageFacts) throws(NetworkProblem) {
        do {
            self = try Architecture(input: images.shape, layers: layers)
        } catch {
            throw NetworkProblem(
                id: "shape", "layer \(error.layer + 1) does not fit: \(error.message)",
                subject: .layers(element: error.layer),
                inner: error.inner.map { InnerElement(of: $0.list, element: $0.layer) })
        }
        guard output == Shape([images.classes]) else {
            if images.classes == 1 {
                throw NetworkProblem(
                    id: "shape",
                    "the network ends in \(output), but there is only 1 class, '\(images.classNames[0])'",
                    subject: .images, notes: [images.adviceOnOneClass])
            }
            throw NetworkProblem(
                id: "shape", "the network ends in \(output), but there are \(images.classes) classes",
                subject: .layers(element: layers.isEmpty ? nil : layers.count - 1),
                label: end(for: images).map { "end it with '\($0)'" })
        }
    }

    /// Layers that make an output for each class of the network's, as a notebook writes them; `nil` if none would do.
    private func end(for images: ImageFacts) -> String? {
        let dense = Layer.dense(units: images.classes)
        // Flattened large images have more weights than a network may have.
        let ends =
            output.dimensions.count == 1
            ? [[dense]] : [[.flatten, dense], [.globalAveragePooling2D, dense]]
        let end = ends.first { (try? Architecture(input: input, layers: layers + $0)) != nil }
        return end?.map(\.kind.source).joined(separator: ", ")
    }
}

/// Why the network of a notebook's layers and images is impossible, or is not that of a file.
struct NetworkProblem: Error {
    /// The subject of the problem.
    enum Subject {
        /// The layers, or one of them.
        case layers(element: Int?)
        /// The images.
        case images
    }

    private let problem: ArgumentProblem
    private let subject: Subject

    init(
        id: String, _ message: String, subject: Subject, inner: [InnerElement] = [], label: String? = nil,
        notes: [String] = []
    ) {
        let element: Int? = if case .layers(let element) = subject { element } else { nil }
        problem = ArgumentProblem(
            id: id, message, element: element, inner: inner, label: label, notes: notes)
        self.subject = subject
    }

    /// The problem at an argument of a call.
    func planned(layers: any AnyKnownArgument, images: any AnyKnownArgument) -> PlanningProblem {
        switch subject {
        case .layers: problem.planned(about: layers)
        case .images: problem.planned(about: images)
        }
    }

    /// The problem as a run's failure.
    var failure: StepFailure { problem.failure }
}

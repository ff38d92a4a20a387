import NeuralNet
import Workflow

extension Architecture {
    /// The network that layers make for images.
    ///
    /// - Throws: ``NetworkProblem`` about the layers where they do not fit one another, the images or the classes.
    init(_ layers: [Layer], for images: ImageFacts) throws(NetworkProblem) {
        do {
            self = try Architecture(input: images.shape, layers: layers)
        } catch {
            throw NetworkProblem(
                id: "shape", "layer \(error.layer + 1) does not fit: \(error.message)",
                subject: .layers(element: error.layer))
        }
        guard output == Shape([images.classes]) else {
            throw NetworkProblem(
                id: "shape", "the network ends in \(output), but there are \(images.classes) classes",
                subject: .layers(element: layers.isEmpty ? nil : layers.count - 1),
                label: "end it with 'dense(\(images.classes))'")
        }
    }
}

/// Why a network that a notebook describes by its layers and by images cannot be made, or is not that of a file.
struct NetworkProblem: Error {
    /// What it is about.
    enum Subject {
        /// The layers, or one of them.
        case layers(element: Int?)
        /// The images.
        case images
    }

    let id: String
    let message: String
    let subject: Subject
    let label: String?
    let notes: [String]

    init(id: String, _ message: String, subject: Subject, label: String? = nil, notes: [String] = []) {
        self.id = id
        self.message = message
        self.subject = subject
        self.label = label
        self.notes = notes
    }

    /// The problem as one of a call.
    func planned(layers: any AnyKnownArgument, images: any AnyKnownArgument) -> PlanningProblem {
        switch subject {
        case .layers(let element):
            PlanningProblem(
                id: id, message, about: layers, element: element, label: label, notes: notes)
        case .images: PlanningProblem(id: id, message, about: images, label: label, notes: notes)
        }
    }
}

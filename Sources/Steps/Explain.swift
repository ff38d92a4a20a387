import Figures
import FoundationEssentials
import NeuralNet
import Workflow

/// Shows where in images a network finds the evidence for a class.
struct Explain: Step {
    let version = 1
    let dependence: StepDependence = [.arithmetic]
    let declaration = Declaration<Parameters>(
        "explain",
        "Shows where in images a network finds the evidence for a class, as heat maps.", result: .nothing,
        example: "explain(model, on: data.test, by: .gradCAM)")

    struct Parameters: ParameterList {
        let model: Parameter<Model>
        let on: Parameter<ExplainedImages>
        let by: Parameter<Attribution.Method>
        let of: Parameter<ChosenClass?>
        let count: Parameter<Int>
        let title: Parameter<String?>

        init(declaring parameters: inout ParameterDeclarations) {
            model = parameters.positional("model", "the trained network")
            on = parameters.labelled("on", "the images; for a data set, its test images")
            by = parameters.labelled(
                "by", default: .gradCAM,
                "how heat is computed: by Grad-CAM from the last feature maps of a convolution, weighted by their gradients, or as saliency, the absolute gradient of the class's logit with respect to each pixel"
            )
            of = parameters.labelled(
                "of",
                "the class that the heat is for, by name or by index, 0 for the first; nil for the one that is predicted for each image"
            )
            count = parameters.labelled(
                "count", default: 8, limits: .range(1...1000), unit: "images",
                "the maximum number of images, the first ones")
            title = parameters.labelled("title", affectsResult: false, "the title of the figure")
        }
    }

    /// A class, by its name or its index.
    enum ChosenClass: ArgumentValue {
        case named(String)
        case index(Int)

        static var valueType: ValueType { .either([String.valueType, Int.valueType]) }

        init?(argument: Value) {
            if let name = String(argument: argument) {
                self = .named(name)
            } else if let index = Int(argument: argument) {
                self = .index(index)
            } else {
                return nil
            }
        }

        /// The index of the class.
        ///
        /// - Parameter classes: the names of the network's classes.
        func index(among classes: [String]) throws(ArgumentProblem) -> Int {
            switch self {
            case .named(let name):
                guard let index = classes.firstIndex(of: name) else {
                    let shown = classes.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
                    throw ArgumentProblem(
                        id: "of", "the network knows no class '\(name)'",
                        notes: ["its classes are \(shown)\(classes.count > 12 ? ", …" : "")"])
                }
                return index
            case .index(let index):
                guard classes.indices.contains(index) else {
                    throw ArgumentProblem(
                        id: "of", "the network has no class of index \(index)",
                        notes: ["it has \(classes.count) classes, counted from 0"])
                }
                return index
            }
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        if call.by.value == .gradCAM, let network = call.model.facts[NetworkFacts.self],
            !network.hasFeatureMaps
        {
            throw Self.featureProblem.planned(about: call.by.isGiven ? call.by : call.model)
        }
        guard let trained = call.model.facts[ImageFacts.self] else { return Facts() }
        if let images = call.on.facts[ImageFacts.self],
            let problem = Evaluate.problem(with: images, for: trained)
        {
            throw problem.planned(about: call.on)
        }
        if let chosen = call.of.value ?? nil {
            do {
                _ = try chosen.index(among: trained.classNames)
            } catch {
                throw error.planned(about: call.of)
            }
        }
        return Facts()
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let record = call.model.record
        if call.by == .gradCAM, record.architecture.layersToFeatureMaps == nil {
            throw Self.featureProblem.failure
        }
        let images = try call.on.first(call.count, for: record)
        let label: Int?
        do throws(ArgumentProblem) {
            label = try call.of?.index(among: record.classes)
        } catch {
            throw error.failure
        }
        guard images.set.count > 0 else {
            return StepResult(figures: [Figure(try HeatMapGrid(ofNone: images, by: call.by))])
        }
        let attribution = try Classifier(
            architecture: record.architecture, parameters: call.model.parameters(), threads: context.threads
        ).attribution(of: images.set, by: call.by, for: label) { done in
            try context.checkCancellation()
            context.report(Progress("explaining", fraction: Double(done) / Double(images.set.count)))
        }
        return StepResult(
            figures: [
                Figure(try HeatMapGrid(of: attribution, by: call.by, images: images, classes: record.classes))
            ])
    }

    func present(_ result: StepResult, of call: Call<Parameters>) -> StepResult { result.titled(call.title) }

    /// Why Grad-CAM shows nothing of a network without feature maps.
    private static let featureProblem = ArgumentProblem(
        id: "by",
        "Grad-CAM takes the feature maps of a convolution, and the network has none of more than one pixel in height and width",
        notes: ["'by: .saliency' needs none; a convolution is a layer: 'conv2d(8, kernel: 3)'"])
}

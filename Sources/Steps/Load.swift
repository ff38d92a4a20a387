import Workflow

/// Loads a data set.
struct Load: Step {
    let version = 2
    /// The data sets that are loaded by name, in the order in which they are named.
    let sources: [(name: String, source: any DatasetSource)]
    let declaration = Declaration<Parameters>(
        "load", "Loads a data set of labelled images.", result: Dataset.valueType)

    struct Parameters: ParameterList {
        let name: Parameter<String?>
        let from: Parameter<String?>
        let split: Parameter<Double?>
        let invert: Parameter<Bool>
        let fallback: Parameter<String?>
        let sha256: Parameter<[String]?>
        let train: Parameter<Int?>
        let test: Parameter<Int?>
        let styles: Parameter<BuiltinDigits.Styles>

        init(declaring parameters: inout ParameterDeclarations) {
            name = parameters.positional(
                "name",
                "\(Publication.known.map { "\"\($0.name)\"" }.joined(separator: ", ")), or \"builtin\" for digits that stepbook draws itself and that need no network"
            )
            from = parameters.labelled(
                "from", path: .read,
                "in place of a name a folder of one's own: with a folder of PNG, JPEG or PGM files for each class, whose colours become grey, or with files in MNIST's format"
            )
            split = parameters.labelled(
                "split", limits: .range(0.001...0.999),
                "the share of each class kept for testing, drawn by the seed, where the folder has no test images of its own"
            )
            invert = parameters.labelled(
                "invert", default: false,
                "whether dark on light becomes light on dark, as MNIST's digits are, and is shown as ink; images that are light ink on an empty dark ground are ink without it; only with 'from'"
            )
            fallback = parameters.labelled(
                "fallback",
                "\"builtin\" to go on with built-in digits where a data set of digits cannot be had, with a notice"
            )
            sha256 = parameters.labelled(
                "sha256", affectsResult: false,
                "the SHA-256 of the data set's four files, packed or not as they lie there: training images, training labels, test images, test labels; nil for those published, where these are known"
            )
            train = parameters.labelled(
                "train", limits: .range(1...10_000_000), unit: "images",
                "how many training images are taken, the first ones; nil for all, or 60,000 built-in digits")
            test = parameters.labelled(
                "test", limits: .range(1...10_000_000), unit: "images",
                "how many test images are taken, the first ones; nil for all, or 10,000 built-in digits")
            styles = parameters.labelled(
                "styles", default: .usual, affectsResult: false,
                "how built-in digits are written: as MNIST's writers do, or also with a long flag at the 1 and a straight stem at the 9"
            )
        }
    }

    init(publications: [Publication]) {
        sources =
            publications.map { ($0.name, PublishedSource($0)) } + [(BuiltinSource.name, BuiltinSource())]
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        guard let source = try source(of: call) else { return Facts() }
        return Facts(try source.plan(call))
    }

    func findInputs(_ call: Call<Parameters>, in context: StepContext) throws -> StepInputs {
        try source(of: call).findInputs(call, in: context)
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let loaded = try source(of: call).load(call, from: inputs, in: context)
        return StepResult(value: .artifact(try StoredArtifact(loaded.dataset)), notices: loaded.notices)
    }
}

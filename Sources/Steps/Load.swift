import Workflow

/// Loads a data set.
struct Load: Step {
    let version = 2
    /// The data sets that are loaded by name, in the order in which they are named.
    let sources: [(name: String, source: any DatasetSource)]
    let declaration = Declaration<Parameters>(
        "load", "Loads a data set of labelled images.", result: Dataset.valueType,
        example: """
            let digits = load("mnist", fallback: "builtin")
            let pictures = load(from: "photos", split: 0.2, size: 64)
            """)

    struct Parameters: ParameterList {
        let name: Parameter<String?>
        let from: Parameter<String?>
        let labels: Parameter<String?>
        let split: Parameter<Double?>
        let invert: Parameter<Bool>
        let fallback: Parameter<String?>
        let sha256: Parameter<[String]?>
        let train: Parameter<Int?>
        let test: Parameter<Int?>
        let styles: Parameter<BuiltinDigits.Styles>
        let channels: Parameter<ImageChannels?>
        let size: Parameter<Int?>
        let seed: Parameter<Int?>

        init(declaring parameters: inout ParameterDeclarations) {
            name = parameters.positional(
                "name",
                "\(Publication.known.map { "\"\($0.name)\"" }.joined(separator: ", ")), or \"builtin\" for digits that stepbook draws itself and that need no network"
            )
            from = parameters.labelled(
                "from", path: .read,
                "a folder of your own instead of a name: with a subfolder of PNG, JPEG or PGM files for each class, with files in MNIST's format, or a file of all images: .npz with arrays named as in Keras's mnist.npz, .npy with an array of images and 'labels', or .csv with a label and the pixels of an image in each row"
            )
            labels = parameters.labelled(
                "labels", affectsResult: false, path: .read,
                "the file .npy with the label of each image, if 'from' names one with the images alone; only with such a file"
            )
            split = parameters.labelled(
                "split", limits: .range(0.001...0.999),
                "the share of each class kept for testing, drawn by the seed, if the folder has no test images of its own"
            )
            invert = parameters.labelled(
                "invert", default: false,
                "whether to invert dark on light to light on dark, like MNIST's digits, and to show it as ink; images that are light ink on an empty dark background are ink without it; only with 'from'"
            )
            fallback = parameters.labelled(
                "fallback",
                "\"builtin\" to use built-in digits, with a notice, where a data set of digits is not available"
            )
            sha256 = parameters.labelled(
                "sha256", affectsResult: false,
                "the SHA-256 of the data set's files, compressed or not as they are stored, first those to train on: training images, training labels, test images, test labels of MNIST and its relatives, the five training files and the test file of CIFAR-10, the two files of CIFAR-100; of CIFAR's archive its own alone also does; nil for the published ones, if these are known"
            )
            train = parameters.labelled(
                "train", limits: .range(1...10_000_000), unit: "images",
                "the number of training images to take, the first ones; of image files one of each class in turn, so that classes of different sizes become more equal; nil for all, or 60,000 built-in digits"
            )
            test = parameters.labelled(
                "test", limits: .range(1...10_000_000), unit: "images",
                "the number of test images to take, the first ones, of image files as for 'train'; nil for all, or 10,000 built-in digits"
            )
            styles = parameters.labelled(
                "styles", default: .usual, affectsResult: false,
                "the writing styles of built-in digits: those of MNIST's writers, or also a 1 with a long flag and a 9 with a straight stem"
            )
            channels = parameters.labelled(
                "channels", affectsResult: false,
                "whether image files are loaded in grey, [1, H, W], or in colour, [3, H, W]; nil for colour if any image has colours, and for ink, of 'invert: true', in grey; only with 'from'"
            )
            size = parameters.labelled(
                "size", limits: .range(1...Double(ImageForm.longestSide)), unit: "pixels",
                affectsResult: false,
                "the side of the square to which each image file is scaled, so that its shorter side fits, and cropped around its centre; nil for images that are all of one size; only with 'from'"
            )
            seed = parameters.labelled(
                "seed", limits: .atLeast(0), affectsResult: false,
                "the seed of built-in digits, or of a 'split'; nil for the notebook's")
        }
    }

    init(publications: [Publication]) {
        sources =
            publications.map { ($0.name, PublishedSource($0)) } + [(BuiltinSource.name, BuiltinSource())]
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        guard let source = try source(of: call) else { return Facts() }
        guard var facts = try source.plan(call) else { return Facts() }
        if let source = ImageSource(call) { facts.sources = [source] }
        return Facts(facts)
    }

    func findInputs(_ call: Call<Parameters>, in context: StepContext) throws -> StepInputs {
        try source(of: call) { FolderSource.isFolder($0, in: context.files) }
            .findInputs(call, in: context.seeded(by: call.seed))
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let loaded = try source(of: call) { _ in inputs.files.first?.files.isEmpty == false }
            .load(call, from: inputs, in: context.seeded(by: call.seed))
        return StepResult(value: .artifact(try StoredArtifact(loaded.dataset)), notices: loaded.notices)
    }
}

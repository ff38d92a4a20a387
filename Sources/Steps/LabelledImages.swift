import Workflow

/// An argument of labelled images, or of a data set with them.
enum LabelledImages: ArgumentValue {
    case examples(Examples)
    case dataset(Dataset)

    static var valueType: ValueType { .either([Examples.valueType, Dataset.valueType]) }

    init?(argument: Value) {
        if let examples = Examples(argument: argument) {
            self = .examples(examples)
        } else if let dataset = Dataset(argument: argument) {
            self = .dataset(dataset)
        } else {
            return nil
        }
    }

    /// The images: for a data set, those of one of its parts.
    func examples(of part: KeyPath<Dataset, Examples>) -> Examples {
        switch self {
        case .examples(let examples): examples
        case .dataset(let dataset): dataset[keyPath: part]
        }
    }
}

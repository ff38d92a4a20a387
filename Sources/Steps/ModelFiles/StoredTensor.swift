import FoundationEssentials
import NeuralNet

/// A tensor in a model file, whose numbers are read lazily.
struct StoredTensor {
    /// The kind of its elements.
    enum Kind: Hashable {
        /// Floating-point numbers that a layer takes.
        case numbers
        /// Integers or Booleans.
        case wholeNumbers
        /// Another type, by its name in the file: `F8_E4M3`.
        case other(String)

        /// What a tensor of a type without use for layers has, in words.
        static func words(forType type: String) -> String {
            let lower = type.lowercased()
            if lower.hasPrefix("complex") || lower == "c64" { return "complex numbers" }
            if lower.hasPrefix("float8") || lower.hasPrefix("f8_") {
                return "numbers of 8 bits, of the type '\(type)'"
            }
            if lower.hasPrefix("qint") || lower.hasPrefix("quint") { return "quantized numbers" }
            return "numbers of the type '\(type)'"
        }
    }

    /// The name, relative to its dictionary.
    let name: String
    /// The sizes in the file, unchecked.
    let sizes: [Int]
    let kind: Kind
    /// The element type's name in the file: `F32`, `FloatStorage`.
    let type: String
    /// The file in an archive that has the numbers; `nil` where all tensors are in one file.
    var file: String?
    /// Reads the numbers.
    let read: @Sendable () throws(ModelFileProblem) -> Tensor

    /// Whether it has the name of a layer's tensor.
    var isOfLayer: Bool { name.split(separator: ".").last.map { Self.roles.contains(String($0)) } ?? false }

    /// The names of layers' tensors.
    static let roles = Layer.kinds.reduce(into: Set<String>()) { $0.formUnion($1.tensorNames) }

    /// The name in its layer of the number of batches that a batch normalization has seen.
    static let counter = "num_batches_tracked"

    /// Whether it is a single number that by its name a training noted, such as `best_acc1` or `val_loss`.
    ///
    /// A number of another name may be one that the network computes with, such as a temperature.
    var isFigureOfTraining: Bool {
        guard sizes.isEmpty else { return false }
        let words = name.lowercased().split { !$0.isLetter }
        return words.contains { Self.figures.contains(String($0)) }
    }

    private static let figures: Set = [
        "acc", "accuracy", "auc", "best", "epoch", "epochs", "error", "iou", "iter", "iteration",
        "iterations",
        "loss", "lr", "map", "metric", "miou", "perplexity", "precision", "psnr", "recall", "score", "seed",
        "step", "steps", "time", "top",
    ]

    /// Whether it is such a number, with which nothing is computed.
    ///
    /// Converting or averaging a state dict makes a floating-point number of it.
    var isCounter: Bool {
        name.split(separator: ".").last == Substring(Self.counter) && sizes.allSatisfy { $0 == 1 }
    }

    /// The same tensor under another name.
    func named(_ name: String) -> StoredTensor {
        StoredTensor(name: name, sizes: sizes, kind: kind, type: type, file: file, read: read)
    }

    /// The problem that a layer cannot take its elements; `nil` if it can.
    var problemWithKind: ModelFileProblem? {
        switch kind {
        case .numbers: nil
        case .wholeNumbers: ModelFileProblem("its '\(name)' has whole numbers, which no layer takes")
        case .other(let type):
            ModelFileProblem("its '\(name)' has \(Kind.words(forType: type)), which no layer takes")
        }
    }

    /// The numbers, all of them finite.
    ///
    /// - Throws: ``ModelFileProblem`` if a network could not compute with them, or they are missing.
    func numbers() throws(ModelFileProblem) -> Tensor {
        if let problem = problemWithKind { throw problem }
        let tensor = try read()
        guard !tensor.values.contains(where: \.isNaN) else {
            throw ModelFileProblem("its '\(name)' has NaN among its numbers")
        }
        guard tensor.values.allSatisfy(\.isFinite) else {
            throw ModelFileProblem("its '\(name)' has an infinite number")
        }
        return tensor
    }
}

extension Tensor {
    /// 64-bit numbers as Float32.
    ///
    /// - Throws: ``ModelFileProblem`` if one overflows Float32.
    init(shape: Shape, narrowing numbers: [Double], of name: String) throws(ModelFileProblem) {
        let values = numbers.map { Float($0) }
        guard !zip(numbers, values).contains(where: { $0.isFinite && $1.isInfinite }) else {
            throw ModelFileProblem("its '\(name)' has a number that is too large for Float32")
        }
        self.init(shape: shape, values: values)
    }
}

import FoundationEssentials
import NeuralNet

/// A tensor in a model file, whose numbers are read when they are wanted.
struct StoredTensor {
    /// What its elements are.
    enum Kind: Hashable {
        /// Numbers that a layer takes.
        case numbers
        /// Whole numbers or truth values.
        case wholeNumbers
        /// Something else, by its name in the file: `F8_E4M3`.
        case other(String)
    }

    /// The name, relative to the dictionary that it is looked for in.
    let name: String
    /// The sizes that the file states, which may be anything.
    let sizes: [Int]
    let kind: Kind
    /// The name that the file has for the numbers' type: `F32`, `FloatStorage`.
    let type: String
    /// Reads the numbers.
    let read: @Sendable () throws(ModelFileProblem) -> Tensor

    /// Whether it is named as a layer's tensors are.
    var isOfLayer: Bool { name.split(separator: ".").last.map { Self.roles.contains(String($0)) } ?? false }

    /// What layers call their tensors.
    static let roles = Layer.kinds.reduce(into: Set<String>()) { $0.formUnion($1.tensorNames) }

    /// The same tensor under another name.
    func named(_ name: String) -> StoredTensor {
        StoredTensor(name: name, sizes: sizes, kind: kind, type: type, read: read)
    }

    /// That its elements are nothing that a layer takes; `nil` where they are.
    var problemWithKind: ModelFileProblem? {
        switch kind {
        case .numbers: nil
        case .wholeNumbers: ModelFileProblem("its '\(name)' has whole numbers, which no layer takes")
        case .other(let type):
            ModelFileProblem("its '\(name)' has numbers of the type '\(type)', which no layer takes")
        }
    }

    /// The numbers, every one of which is finite.
    ///
    /// - Throws: ``ModelFileProblem`` where a network could not compute with them, or they are not there.
    func numbers() throws(ModelFileProblem) -> Tensor {
        if let problem = problemWithKind { throw problem }
        let tensor = try read()
        guard !tensor.values.contains(where: \.isNaN) else {
            throw ModelFileProblem("its '\(name)' has something among its numbers that is not a number")
        }
        guard tensor.values.allSatisfy(\.isFinite) else {
            throw ModelFileProblem("its '\(name)' has an infinite number")
        }
        return tensor
    }
}

extension Tensor {
    /// Numbers of 64 bits as Float32.
    ///
    /// - Throws: ``ModelFileProblem`` for one that Float32 does not reach.
    init(shape: Shape, narrowing numbers: [Double], of name: String) throws(ModelFileProblem) {
        let values = numbers.map { Float($0) }
        guard !zip(numbers, values).contains(where: { $0.isFinite && $1.isInfinite }) else {
            throw ModelFileProblem("its '\(name)' has a number that is too large for Float32")
        }
        self.init(shape: shape, values: values)
    }
}

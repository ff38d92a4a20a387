import FoundationEssentials
import NeuralNet

/// The tensors of a model file of any supported format, and its description of the network.
struct TensorFile {
    /// The dictionaries with tensors, in the order of the file.
    let dictionaries: [TensorDictionary]
    /// The network's description, if `save` wrote the file.
    let description: ModelDescription?
    /// The parsed pickle, if the file has one.
    private let pickled: PickledTensors?
    /// The file, if it is safetensors.
    private let safeTensors: (file: SafeTensors, bytes: Data)?
    /// The file, if it is an archive.
    private let archive: ZipDirectory?

    /// Reads a file's tensors, but not yet their elements.
    ///
    /// - Throws: ``ModelFileProblem`` if it is not a model file, or a damaged one.
    init(decoding file: Data) throws(ModelFileProblem) {
        switch ModelFileFormat(of: file) {
        case .safeTensors:
            let tensors = try Self.safeTensors(file)
            dictionaries = [
                TensorDictionary(path: [], tensors: tensors.entries.map(StoredTensor.init), isOrdered: false)
            ]
            description = try tensors.metadata[ModelDescription.metadataKey].map {
                text throws(ModelFileProblem) in
                try ModelDescription(decoding: Data(text.utf8))
            }
            safeTensors = (tensors, file)
            pickled = nil
            archive = nil
        case .zip:
            let zip = try ZipDirectory(file)
            let found = try PickledTensors(in: zip)
            dictionaries = found.dictionaries
            description = try ModelDescription(in: zip)
            safeTensors = nil
            pickled = found
            archive = zip
        case .oldPyTorch:
            throw ModelFileProblem("it is a file of PyTorch before 1.6; load it there and save it again")
        case .pickle:
            throw ModelFileProblem(
                "it is a pickle that torch.save did not write; load it in Python, and save its state dict with torch.save"
            )
        case .onnx:
            throw ModelFileProblem(
                "it is an ONNX file, which is for other programs; save the network as .pt or .safetensors too"
            )
        case .foreign(let format): throw format.problem
        case .empty: throw ModelFileProblem("it is empty; save or download it again")
        case .unknown:
            throw ModelFileProblem("it is neither a state dict of torch.save nor safetensors")
        }
    }

    private static func safeTensors(_ file: Data) throws(ModelFileProblem) -> SafeTensors {
        do {
            return try SafeTensors(decoding: file)
        } catch {
            throw ModelFileProblem("it is damaged: \(error)")
        }
    }

    /// The candidates for a network.
    ///
    /// - Parameter key: its key in the file: that of a dictionary, or the prefix of the tensors' names.
    /// - Throws: ``ModelFileProblem`` if there are none, with what the file has.
    func candidates(under key: String?) throws(ModelFileProblem) -> [TensorDictionary] {
        guard let key else {
            let found = try dictionaries.candidates(under: nil)
            guard found.isEmpty else { return found }
            let form = ForeignForm(among: dictionaries.lazy.flatMap(\.tensors))
            throw form?.problem ?? pickled?.problem ?? ModelFileProblem("it holds no tensors of layers")
        }
        let real = pickled?.firstKey(for: key) ?? key
        var parts = dictionaries.compactMap { $0.part(under: real) }
        // A key that leads nowhere from the file on may be a prefix of the names in a dictionary.
        if parts.isEmpty, pickled?.hasValue(under: key) != true {
            parts = dictionaries.filter(\.hasLayers).compactMap { $0.inner(key) }
        }
        let found = try parts.candidates(under: real)
        guard found.isEmpty else { return found }
        let keys = TensorKeys(dictionaries)
        if let problem = pickled?.problem(under: key) ?? problem(withTensor: key) {
            throw keys.problem(with: key, is: problem)
        }
        if keys.isEmpty, parts.isEmpty, let pickled {
            throw ModelFileProblem("it has nothing under the key '\(key)', and \(pickled.problem)")
        }
        throw keys.problem(with: key, isThere: !parts.isEmpty)
    }

    /// The problem that a key is the name of a tensor; `nil` if it is not.
    private func problem(withTensor key: String) -> ModelFileProblem? {
        guard dictionaries.contains(where: { $0.path.isEmpty && $0.tensors.contains { $0.name == key } })
        else { return nil }
        return ModelFileProblem(
            "its '\(key)' is a tensor; 'key:' takes what the names of all layers begin with")
    }

    /// The parts of the file beside its tensors' floating-point numbers.
    var otherParts: [FilePart] {
        var parts: [FilePart] = []
        if let file = safeTensors?.file {
            for (key, text) in file.metadata.sorted(by: { $0.key < $1.key }) {
                parts.append(FilePart(name: "the text '\(key)'") { Data(text.utf8) })
            }
            for entry in file.entries {
                parts.append(FilePart(name: "the type of '\(entry.name)'") { Data(entry.type.rawValue.utf8) })
                guard entry.type.isWhole else { continue }
                parts.append(FilePart(name: "the value of '\(entry.name)'") { entry.bytes })
            }
        }
        if let archive, let pickled {
            let names = archive.names
            parts.append(FilePart(name: "the list of its files") { Data(names.joined(separator: "\n").utf8) })
            for name in names where !name.hasPrefix(pickled.storageFolder) {
                parts.append(
                    FilePart(name: "the file '\(name)'") { () throws(ModelFileProblem) in
                        try archive.content(of: name)
                    })
            }
            let folder = pickled.storageFolder
            for tensor in dictionaries.flatMap(\.tensorsFromTheFileOn) where tensor.kind == .wholeNumbers {
                guard let file = tensor.file else { continue }
                parts.append(
                    FilePart(name: "the value of '\(tensor.name)'") { () throws(ModelFileProblem) in
                        try archive.content(of: folder + file)
                    })
            }
        }
        return parts
    }

    /// The names of a network's layers in a file of `save`, in order; `nil` if it does not give them.
    func ownNames(of architecture: Architecture) throws(ModelFileProblem) -> [String]? {
        guard let description,
            description.layers.parameters.map(\.shape) == architecture.parameters.map(\.shape)
        else { return nil }
        // A state dict with a description is unchanged and in order: PyTorch would have dropped the description.
        guard let safeTensors else {
            return dictionaries.count == 1 ? LayerTensors(dictionaries[0]).names : nil
        }
        var layers: [String] = []
        var known: Set<String> = []
        for entry in safeTensors.file.entries {
            let layer = entry.name.split(separator: ".").dropLast().joined(separator: ".")
            if known.insert(layer).inserted { layers.append(layer) }
        }
        let usual = ParameterNames.usual(for: architecture)
        if let names = description.names {
            guard Set(names) == known else { throw ModelDescription.damage }
            return names
        }
        if Set(usual) == known { return usual }
        // Earlier versions did not store the names, but wrote the tensors in order. Another program that rewrites such
        // a file changes the order, and the bytes with it.
        return (try? safeTensors.file.encoded()) == safeTensors.bytes ? layers : nil
    }
}

extension StoredTensor {
    /// A tensor of a safetensors file.
    fileprivate init(_ entry: SafeTensors.Entry) {
        let kind: Kind =
            switch entry.type {
            case .float32, .float64, .float16, .bfloat16: .numbers
            case let type where type.isWhole: .wholeNumbers
            case let type: .other(type.rawValue)
            }
        self.init(
            name: entry.name, sizes: entry.shape.dimensions, kind: kind, type: entry.type.rawValue
        ) {
            () throws(ModelFileProblem) in
            if let tensor = entry.tensor { return tensor }
            return try Tensor(shape: entry.shape, narrowing: entry.doubles ?? [], of: entry.name)
        }
    }
}

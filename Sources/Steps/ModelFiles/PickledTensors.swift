import FoundationEssentials

/// The dictionaries of tensors in a file that `torch.save` of PyTorch 1.6 or later wrote.
///
/// The pickle in it is never executed; whatever it holds beside tensors is passed over. Numbers of 64 and 16 bits become
/// Float32.
struct PickledTensors {
    /// Every dictionary, list and tuple that holds tensors, in the order of the file.
    private(set) var dictionaries: [TensorDictionary] = []
    /// Further keys of dictionaries that are in the file once and are referred to again.
    private(set) var aliases: [String: String] = [:]
    /// Whole modules, by their keys, with what they are called.
    private var modules: [(key: String, kind: String)] = []
    private let pickle: Pickle
    private let numbers: StorageFiles

    /// How deep dictionaries are looked for: training scripts nest three or four.
    private static let depth = 32
    /// The longest key that is taken for a name, in bytes.
    private static let longestKey = 1000

    /// Reads an archive's pickle.
    ///
    /// - Throws: ``ModelFileProblem`` for an archive that torch.save did not write, or a damaged one.
    init(in archive: ZipDirectory) throws(ModelFileProblem) {
        if archive.names.contains(where: { $0.hasSuffix("/constants.pkl") || $0.hasSuffix("/bytecode.pkl") })
        {
            throw ModelFileProblem(
                "it is a TorchScript archive, a program; in PyTorch, save 'torch.jit.load(path).state_dict()' and load that"
            )
        }
        if archive.names.contains(where: { $0.hasSuffix("/archive_format") }) {
            throw ModelFileProblem(
                "it is an exported program of PyTorch; there, save 'torch.export.load(path).state_dict' with torch.save and load that"
            )
        }
        guard let path = archive.names.first(where: { $0 == "data.pkl" || $0.hasSuffix("/data.pkl") }) else {
            throw ModelFileProblem("it is a zip archive, but not one of torch.save: it has no 'data.pkl'")
        }
        let folder = String(path.dropLast("data.pkl".count))
        if archive.names.contains(folder + "byteorder"),
            try archive.content(of: folder + "byteorder") != Data("little".utf8)
        {
            throw ModelFileProblem("it was written on a machine with the other order of bytes")
        }
        pickle = try Pickle(archive.content(of: path))
        numbers = StorageFiles(archive: archive, folder: folder + "data/")
        find()
    }

    /// The folder in the archive that the tensors' numbers lie in, with a slash at its end.
    var storageFolder: String { numbers.folder }

    /// Why there is no state dict in the file.
    var problem: ModelFileProblem {
        if let module = modules.first {
            return ModelFileProblem(
                "\(module.key.isEmpty ? "it" : "its '\(module.key)'") is a whole module, '\(module.kind)', which is code by name; in PyTorch, save its 'state_dict()' and not the model itself"
            )
        }
        let entries = Self.children(of: pickle.value, in: pickle)
        let isContainer = pickle.entries(of: pickle.value) != nil || pickle.elements(of: pickle.value) != nil
        guard isContainer else {
            return ModelFileProblem("it holds no state dict: it is \(pickle.words(for: pickle.value))")
        }
        guard !entries.isEmpty else { return ModelFileProblem("it holds no state dict: it is empty") }
        let words = entries.prefix(20).map { "'\($0.key)' (\(pickle.words(for: $0.value)))" }
        return ModelFileProblem(
            "it holds no state dict: it has \(words.joined(separator: ", "))\(entries.count > 20 ? ", …" : "")"
        )
    }

    /// Looks at everything that can be reached by keys, each thing once.
    private mutating func find() {
        var seen: [String: String] = [:]
        var open: [(value: PickledValue, path: [String])] = [(pickle.value, [])]
        while let (value, path) = open.popLast() {
            let key = path.joined(separator: ".")
            if let object = pickle.object(value), let kind = object.kind, isModule(object) {
                modules.append((key, kind))
            }
            guard let place = Self.place(of: value) else { continue }
            if let first = seen[place] {
                aliases[key] = first
                continue
            }
            seen[place] = key
            let children = Self.children(of: value, in: pickle)
            let tensors = children.compactMap { child -> StoredTensor? in
                if case .tensor(let tensor) = child.value {
                    numbers.tensor(tensor, named: child.key)
                } else {
                    nil
                }
            }
            if !tensors.isEmpty {
                dictionaries.append(TensorDictionary(path: path, tensors: tensors, isOrdered: true))
            }
            guard path.count < Self.depth else { continue }
            for child in children.reversed()
            where Self.place(of: child.value) != nil || pickle.object(child.value) != nil {
                open.append((child.value, path + [child.key]))
            }
        }
    }

    /// What tells a dictionary, a list or a tuple from all others; `nil` for anything else.
    private static func place(of value: PickledValue) -> String? {
        switch value {
        case .dictionary(let place): "d\(place)"
        case .list(let place): "l\(place)"
        case .tuple(let place): "t\(place)"
        default: nil
        }
    }

    /// What a dictionary, a list or a tuple holds under names; those of a list are its places.
    private static func children(
        of value: PickledValue, in pickle: Pickle
    ) -> [(key: String, value: PickledValue)] {
        if let elements = pickle.elements(of: value) {
            return elements.enumerated().map { (String($0), $1) }
        }
        return (pickle.entries(of: value) ?? []).compactMap { key, value in
            switch key {
            case .text(let text) where text.utf8.count <= longestKey: (text, value)
            case .integer(let number): (String(number), value)
            default: nil
            }
        }
    }

    /// Whether an object's members are those that `torch.nn.Module` has.
    private func isModule(_ object: PickledObject) -> Bool {
        let members = object.state.flatMap { pickle.entries(of: $0) } ?? []
        let names = members.compactMap { member -> String? in
            if case .text(let name) = member.key { name } else { nil }
        }
        return names.contains("_modules") && names.contains("_parameters")
    }
}

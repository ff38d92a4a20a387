import FoundationEssentials

/// The dictionaries of tensors in a file of `torch.save` from PyTorch 1.6 on.
///
/// The pickle in it is never executed; everything beside tensors is skipped. 64-bit and 16-bit numbers become Float32.
struct PickledTensors {
    /// The dictionaries, lists and tuples with tensors, in the order of the file.
    private(set) var dictionaries: [TensorDictionary] = []
    /// The keys of everything that was visited.
    private var keys = PickledKeys()
    /// The first whole module, by its key, with its class name.
    private var module: (key: String, kind: String)?
    /// The first dictionary with something else instead of layers' tensors, by its key.
    private var foreign: (key: String, kind: ForeignTensor)?
    private let pickle: Pickle
    private let numbers: StorageFiles

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
        if let format = ForeignNetworkFormat(ofArchive: archive.names) { throw format.problem }
        guard let path = try archive.only("data.pkl") else {
            throw ModelFileProblem("it is a zip archive, but not one of torch.save: it has no 'data.pkl'")
        }
        let folder = String(path.dropLast("data.pkl".count))
        if archive.names.contains(folder + "byteorder"),
            try archive.content(of: folder + "byteorder") != Data("little".utf8)
        {
            throw ModelFileProblem("it was written on a machine of the other byte order")
        }
        pickle = try Pickle(archive.content(of: path))
        numbers = StorageFiles(archive: archive, folder: folder + "data/")
        find()
    }

    /// The archive's folder of the tensors' numbers, with a slash at its end.
    var storageFolder: String { numbers.folder }

    /// The first key of a key's target: a dictionary that is referred to several times has several keys.
    func firstKey(for key: String) -> String { keys.first(for: key) }

    /// Why there is no state dict in the file.
    var problem: ModelFileProblem {
        if let module {
            return ModelFileProblem(
                "\(module.key.isEmpty ? "it" : "its '\(module.key)'") is a whole module, '\(module.kind)', which is code by name; in PyTorch, save its 'state_dict()' and not the model itself"
            )
        }
        if let foreign {
            return ModelFileProblem(
                "\(foreign.key.isEmpty ? "it" : "its '\(foreign.key)'") holds no tensors of layers, but \(foreign.kind.advice)"
            )
        }
        let entries = pickle.children(of: pickle.value)
        let isContainer = pickle.entries(of: pickle.value) != nil || pickle.elements(of: pickle.value) != nil
        guard isContainer else {
            let advice =
                pickle.object(pickle.value) == nil
                ? "" : "; in PyTorch, save the network's 'state_dict()' with torch.save"
            return ModelFileProblem(
                "it holds no state dict: it is \(pickle.words(for: pickle.value))\(advice)")
        }
        guard !entries.isEmpty else { return ModelFileProblem("it holds no state dict: it is empty") }
        let words = entries.prefix(20).map { "'\($0.key)' (\(pickle.words(for: $0.value)))" }
        return ModelFileProblem(
            "it holds no state dict: it has \(words.joined(separator: ", "))\(entries.count > 20 ? ", …" : "")"
        )
    }

    /// Visits everything that can be reached by keys once.
    private mutating func find() {
        var seen: [Identity: Int] = [:]
        var open: [(value: PickledValue, key: PickledKeys.Key)] = [(top, .root)]
        while let (value, key) = open.popLast() {
            guard let own = identity(of: value) else { continue }
            if let first = seen[own] {
                keys.add(key, referringTo: first)
                continue
            }
            let place = keys.add(key)
            seen[own] = place
            if let object = pickle.object(value), object.items == nil {
                if module == nil, let kind = object.kind, isModule(object) {
                    module = (keys.path(to: place).joined(separator: "."), kind)
                }
                continue
            }
            let children = pickle.children(of: value)
            let tensors = children.compactMap { child -> StoredTensor? in
                if case .tensor(let tensor) = child.value {
                    numbers.tensor(tensor, named: child.key)
                } else {
                    nil
                }
            }
            if !tensors.isEmpty {
                dictionaries.append(
                    TensorDictionary(path: keys.path(to: place), tensors: tensors, isOrdered: true))
            } else if foreign == nil, let kind = ForeignTensor(among: children, in: pickle) {
                foreign = (keys.path(to: place).joined(separator: "."), kind)
            }
            for child in children.reversed() where identity(of: child.value) != nil {
                guard let key = keys.key(child.key, under: place) else { continue }
                open.append((child.value, key))
            }
        }
    }

    /// The first value to visit: the members of an object that was saved whole, such as `argparse.Namespace`.
    private var top: PickledValue {
        guard let object = pickle.object(pickle.value), object.items == nil, !isModule(object),
            let members = object.state, pickle.entries(of: members) != nil
        else { return pickle.value }
        return members
    }

    /// The identity of a visited value.
    private enum Identity: Hashable {
        case dictionary(Int), list(Int), tuple(Int)
        /// An object with its dictionary of members, which any number of objects may share.
        case object(members: Int)
    }

    /// The identity of a dictionary, a list, a tuple or an object with members; `nil` for anything else.
    private func identity(of value: PickledValue) -> Identity? {
        switch value {
        case .dictionary(let place): return .dictionary(place)
        case .list(let place): return .list(place)
        case .tuple(let place): return .tuple(place)
        default:
            guard let object = pickle.object(value) else { return nil }
            if let items = object.items { return .dictionary(items) }
            guard case .dictionary(let place)? = object.state else { return nil }
            return .object(members: place)
        }
    }

    /// Whether an object has the members of `torch.nn.Module`.
    private func isModule(_ object: PickledObject) -> Bool {
        let members = object.state.flatMap { pickle.entries(of: $0) } ?? []
        let names = members.compactMap { member -> String? in
            if case .text(let name) = member.key { name } else { nil }
        }
        return names.contains("_modules") && names.contains("_parameters")
    }
}

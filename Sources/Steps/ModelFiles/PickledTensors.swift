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
    let pickle: Pickle
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
        if let module { return wholeModule(named: module.key, kind: module.kind) }
        if let foreign { return replacements(under: foreign.key, foreign.kind) }
        return problem(with: pickle.value, named: "")
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
                if module == nil, let kind = object.kind, pickle.isModule(value) {
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
                    TensorDictionary(
                        path: keys.path(to: place), tensors: tensors,
                        replaced: ReplacedTensor.all(among: children, in: pickle), isOrdered: true))
            }
            if foreign == nil, !tensors.contains(where: \.isOfLayer),
                let kind = ForeignTensor(among: children, in: pickle)
            {
                foreign = (keys.path(to: place).joined(separator: "."), kind)
            }
            for child in children.reversed() where identity(of: child.value) != nil {
                guard let key = keys.key(child.key, under: place) else { continue }
                open.append((child.value, key))
            }
        }
    }

    /// The first value to visit: the members of an object that was saved whole, such as `argparse.Namespace`.
    var top: PickledValue {
        guard let object = pickle.object(pickle.value), object.items == nil, !pickle.isModule(pickle.value),
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
}

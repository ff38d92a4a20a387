import FoundationEssentials

/// A value in a pickle, read without executing anything.
///
/// A pickle is a program for a small stack machine, whose opcodes may import and call anything in Python. Only what a
/// state dict needs is interpreted: dictionaries, lists, tuples, strings, numbers, and the calls that make an
/// `OrderedDict`, a tensor or a parameter, which are recorded and not executed. Anything else in a checkpoint is an
/// opaque object of which only the name is known. Source: Python's `pickletools`.
enum PickledValue: Sendable {
    case nothing
    case boolean(Bool)
    case integer(Int)
    case float(Double)
    case text(String)
    /// A tuple, a list or a dictionary, by its index: nested by reference, so that no depth of nesting can exhaust the
    /// stack.
    case tuple(Int)
    case list(Int)
    case dictionary(Int)
    /// An imported name: `torch`, `FloatStorage`.
    case global(module: String, name: String)
    /// Numbers in a separate file: the imported type's name, the file's name, and the number of elements.
    case storage(type: String, file: String, count: Int)
    case tensor(PickledTensor)
    /// Anything else, by its index among the pickle's objects.
    case object(Int)
}

/// An object that a pickle would make in Python.
struct PickledObject: Sendable {
    /// The name of its class: `argparse.Namespace`; `nil` if it has none.
    let kind: String?
    /// The arguments of its construction.
    let arguments: [PickledValue]
    /// Its members; `nil` if the pickle sets none.
    var state: PickledValue?
    /// The index of the dictionary of its items, if it is similar to a dictionary.
    var items: Int?
}

/// A parsed pickle.
struct Pickle {
    /// Its value.
    let value: PickledValue
    private let tuples: [[PickledValue]]
    private let lists: [[PickledValue]]
    private let dictionaries: [[(key: PickledValue, value: PickledValue)]]
    private let objects: [PickledObject]

    /// Reads a pickle.
    ///
    /// - Throws: ``ModelFileProblem`` for damage.
    init(_ data: Data) throws(ModelFileProblem) {
        var machine = PickleMachine(data)
        value = try machine.run()
        tuples = machine.tuples
        lists = machine.lists
        dictionaries = machine.dictionaries
        objects = machine.objects
    }

    /// The entries of a dictionary or a similar object, in order; `nil` for any other value.
    func entries(of value: PickledValue) -> [(key: PickledValue, value: PickledValue)]? {
        switch value {
        case .dictionary(let place): dictionaries[place]
        case .object(let place): objects[place].items.map { dictionaries[$0] }
        default: nil
        }
    }

    /// The elements of a tuple or a list; `nil` for any other value.
    func elements(of value: PickledValue) -> [PickledValue]? {
        switch value {
        case .tuple(let place): tuples[place]
        case .list(let place): lists[place]
        default: nil
        }
    }

    /// An object; `nil` for any other value.
    func object(_ value: PickledValue) -> PickledObject? {
        if case .object(let place) = value { objects[place] } else { nil }
    }

    /// Whether a value is an object with the members of `torch.nn.Module`.
    func isModule(_ value: PickledValue) -> Bool {
        let members = object(value)?.state.flatMap { entries(of: $0) } ?? []
        let names = members.compactMap { member -> String? in
            if case .text(let name) = member.key { name } else { nil }
        }
        return names.contains("_modules") && names.contains("_parameters")
    }

    /// The kind of a value, in words.
    func words(for value: PickledValue) -> String {
        switch value {
        case .object where isModule(value): "a whole module"
        case .nothing: "None"
        case .boolean: "true or false"
        case .integer, .float: "a number"
        case .text: "a text"
        case .tuple: "a tuple"
        case .list: "a list"
        case .dictionary: "a dictionary"
        case .global(let module, let name): "the name '\(module).\(name)'"
        case .storage: "numbers without a shape"
        case .tensor: "a tensor"
        case .object(let place):
            ForeignTensor(value, in: self)?.words ?? objects[place].kind.map { "something of '\($0)'" }
                ?? "something"
        }
    }
}

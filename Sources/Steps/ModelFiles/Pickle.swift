import FoundationEssentials

/// What a pickle comes to, found without running anything that it asks for.
///
/// A pickle is a program for a small stack machine, whose instructions may import and call anything in Python. Of these only
/// what a state dict needs is understood: dictionaries, lists, tuples, texts, numbers, and the calls that make an
/// `OrderedDict`, a tensor or a parameter, which are recorded and not made. Whatever else stands in a checkpoint is an object
/// of which nothing is known but what it would be called. Source: Python's `pickletools`.
enum PickledValue: Sendable {
    case nothing
    case boolean(Bool)
    case integer(Int)
    case float(Double)
    case text(String)
    /// A tuple, a list or a dictionary, by its place among the pickle's: nested by reference, so that no depth of nesting
    /// can exhaust the stack.
    case tuple(Int)
    case list(Int)
    case dictionary(Int)
    /// Something imported: `torch`, `FloatStorage`.
    case global(module: String, name: String)
    /// Numbers in a file of their own: the imported type's name, the file's name, and how many there are.
    case storage(type: String, file: String, count: Int)
    case tensor(PickledTensor)
    /// Anything else, by its place among the pickle's objects.
    case object(Int)
}

/// A tensor as a pickle describes it.
struct PickledTensor: Sendable {
    /// The imported type's name of the storage, `FloatStorage`, or of the elements, `float8_e4m3fn`.
    let storage: String
    /// The name of the file with the numbers.
    let file: String
    /// The numbers in that file.
    let count: Int
    /// Where in it the first element stands.
    let offset: Int
    let sizes: [Int]
    let strides: [Int]
}

/// Something that a pickle would have Python make.
struct PickledObject: Sendable {
    /// What it is called: `argparse.Namespace`; `nil` where it has no name.
    let kind: String?
    /// What it would be made of.
    let arguments: [PickledValue]
    /// What its members would be; `nil` where nothing is said of them.
    var state: PickledValue?
    /// Where among the pickle's dictionaries its items stand, where it is something like a dictionary.
    var items: Int?
}

/// A pickle that was read.
struct Pickle {
    /// What it comes to.
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

    /// The entries of a dictionary, or of something like it, in order; `nil` for any other value.
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

    /// What kind of value it is, in words.
    func words(for value: PickledValue) -> String {
        switch value {
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

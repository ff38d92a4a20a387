import FoundationEssentials

/// What a pickle of a state dict comes to, found without running anything that it asks for.
///
/// A pickle is a program for a small stack machine, whose instructions may import and call anything in Python. Of these only
/// what a state dict needs is understood: dictionaries, lists, tuples, texts, numbers, and the calls that make an
/// `OrderedDict`, a tensor or a parameter, which are recorded and not made. Source: Python's `pickletools`.
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
}

/// A tensor as a pickle describes it.
struct PickledTensor: Sendable {
    /// The imported type's name of the storage: `FloatStorage`.
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

/// A pickle that was read.
struct Pickle {
    /// What it comes to.
    let value: PickledValue
    private let dictionaries: [[(key: PickledValue, value: PickledValue)]]

    /// Reads a pickle.
    ///
    /// - Throws: ``ModelFileProblem`` for an instruction or a call that no state dict needs, and for damage.
    init(_ data: Data) throws(ModelFileProblem) {
        var machine = PickleMachine(data)
        value = try machine.run()
        dictionaries = machine.dictionaries
    }

    /// The entries of a dictionary, in order; `nil` for any other value.
    func entries(of value: PickledValue) -> [(key: PickledValue, value: PickledValue)]? {
        if case .dictionary(let place) = value { dictionaries[place] } else { nil }
    }
}

/// The stack machine.
private struct PickleMachine {
    private var tuples: [[PickledValue]] = []
    private var lists: [[PickledValue]] = []
    private(set) var dictionaries: [[(key: PickledValue, value: PickledValue)]] = []

    private let bytes: [UInt8]
    private var position = 0
    private var stack: [PickledValue] = []
    private var marks: [Int] = []
    private var memo: [Int: PickledValue] = [:]

    init(_ data: Data) { bytes = [UInt8](data) }

    mutating func run() throws(ModelFileProblem) -> PickledValue {
        while true {
            let code = try byte()
            if code == UInt8(ascii: ".") { return try pop() }
            try perform(code)
        }
    }

    private mutating func perform(_ code: UInt8) throws(ModelFileProblem) {
        switch code {
        case 0x80: _ = try byte()  // the protocol's version
        case 0x95: _ = try take(8)  // how long the next part is
        case UInt8(ascii: "("): marks.append(stack.count)
        case UInt8(ascii: "0"): _ = try pop()
        case UInt8(ascii: "1"): _ = try popToMark()
        case UInt8(ascii: "N"): stack.append(.nothing)
        case 0x88: stack.append(.boolean(true))
        case 0x89: stack.append(.boolean(false))
        case UInt8(ascii: "J"): stack.append(.integer(Int(Int32(truncatingIfNeeded: try number(4)))))
        case UInt8(ascii: "K"): stack.append(.integer(try number(1)))
        case UInt8(ascii: "M"): stack.append(.integer(try number(2)))
        case 0x8A: stack.append(.integer(try longInteger()))
        case UInt8(ascii: "G"):
            let pattern = try take(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            stack.append(.float(Double(bitPattern: pattern)))
        case UInt8(ascii: "X"): stack.append(.text(try text(number(4))))
        case 0x8C: stack.append(.text(try text(number(1))))
        case 0x8D: stack.append(.text(try text(number(8))))
        case UInt8(ascii: "c"): stack.append(.global(module: try line(), name: try line()))
        case 0x93:
            guard case .text(let name) = try pop(), case .text(let module) = try pop() else { throw damage() }
            stack.append(.global(module: module, name: name))
        default: try performOnContainers(code)
        }
    }

    private mutating func performOnContainers(_ code: UInt8) throws(ModelFileProblem) {
        switch code {
        case UInt8(ascii: ")"): stack.append(newTuple([]))
        case UInt8(ascii: "t"): stack.append(newTuple(try popToMark()))
        case 0x85, 0x86, 0x87:
            var elements: [PickledValue] = []
            for _ in 0..<Int(code) - 0x84 { elements.insert(try pop(), at: 0) }
            stack.append(newTuple(elements))
        case UInt8(ascii: "]"):
            lists.append([])
            stack.append(.list(lists.count - 1))
        case UInt8(ascii: "}"): stack.append(newDictionary())
        case UInt8(ascii: "a"): try append([pop()])
        case UInt8(ascii: "e"): try append(popToMark())
        case UInt8(ascii: "s"):
            let value = try pop()
            try setItems([pop(), value])
        case UInt8(ascii: "u"): try setItems(popToMark())
        case UInt8(ascii: "q"): memo[try number(1)] = try top()
        case UInt8(ascii: "r"): memo[try number(4)] = try top()
        case 0x94: memo[memo.count] = try top()
        case UInt8(ascii: "h"): stack.append(try recalled(number(1)))
        case UInt8(ascii: "j"): stack.append(try recalled(number(4)))
        case UInt8(ascii: "Q"): stack.append(try storage(pop()))
        case UInt8(ascii: "R"):
            let arguments = try pop()
            stack.append(try called(pop(), arguments))
        case UInt8(ascii: "b"):
            // The state of an object, such as the version numbers of a state dict's modules: nothing of it is needed.
            _ = try pop()
            guard case .dictionary = try top() else {
                throw ModelFileProblem("it builds an object, which is not done")
            }
        default:
            throw ModelFileProblem("its pickle has the instruction \(code), which no state dict needs")
        }
    }
}

// MARK: Calls

extension PickleMachine {
    /// What a call comes to, of those that a state dict needs.
    private mutating func called(
        _ callee: PickledValue, _ arguments: PickledValue
    ) throws(ModelFileProblem) -> PickledValue {
        guard case .global(let module, let name) = callee, case .tuple(let place) = arguments else {
            throw damage()
        }
        let arguments = tuples[place]
        switch (module, name) {
        case ("collections", "OrderedDict") where arguments.isEmpty: return newDictionary()
        case ("torch._utils", "_rebuild_tensor_v2"): return try tensor(arguments)
        case ("torch._utils", "_rebuild_parameter"):
            guard case .tensor? = arguments.first else { throw damage() }
            return arguments[0]
        default:
            throw ModelFileProblem(
                "it calls '\(module).\(name)', which no state dict needs and which is not done")
        }
    }

    private func tensor(_ arguments: [PickledValue]) throws(ModelFileProblem) -> PickledValue {
        guard arguments.count >= 4, case .storage(let type, let file, let count) = arguments[0],
            case .integer(let offset) = arguments[1], let sizes = integers(arguments[2]),
            let strides = integers(arguments[3]), sizes.count == strides.count
        else { throw damage() }
        return .tensor(
            PickledTensor(
                storage: type, file: file, count: count, offset: offset, sizes: sizes, strides: strides))
    }

    private func storage(_ identifier: PickledValue) throws(ModelFileProblem) -> PickledValue {
        var parts: [PickledValue] = []
        if case .tuple(let place) = identifier { parts = tuples[place] }
        guard parts.count == 5, case .text("storage") = parts[0],
            case .global("torch", let type) = parts[1], case .text(let file) = parts[2],
            case .integer(let count) = parts[4]
        else { throw ModelFileProblem("it refers to something that is no tensor's numbers") }
        return .storage(type: type, file: file, count: count)
    }

    private func integers(_ value: PickledValue) -> [Int]? {
        guard case .tuple(let place) = value else { return nil }
        var numbers: [Int] = []
        for element in tuples[place] {
            guard case .integer(let number) = element else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}

// MARK: Stack and memory

extension PickleMachine {
    private mutating func newTuple(_ elements: [PickledValue]) -> PickledValue {
        tuples.append(elements)
        return .tuple(tuples.count - 1)
    }

    private mutating func newDictionary() -> PickledValue {
        dictionaries.append([])
        return .dictionary(dictionaries.count - 1)
    }

    private mutating func append(_ elements: [PickledValue]) throws(ModelFileProblem) {
        guard case .list(let place) = try top() else { throw damage() }
        lists[place] += elements
    }

    private mutating func setItems(_ elements: [PickledValue]) throws(ModelFileProblem) {
        guard case .dictionary(let place) = try top(), elements.count % 2 == 0 else { throw damage() }
        for index in stride(from: 0, to: elements.count, by: 2) {
            dictionaries[place].append((elements[index], elements[index + 1]))
        }
    }

    private mutating func pop() throws(ModelFileProblem) -> PickledValue {
        guard stack.count > marks.last ?? 0, let value = stack.popLast() else { throw damage() }
        return value
    }

    private func top() throws(ModelFileProblem) -> PickledValue {
        guard stack.count > marks.last ?? 0, let value = stack.last else { throw damage() }
        return value
    }

    private mutating func popToMark() throws(ModelFileProblem) -> [PickledValue] {
        guard let mark = marks.popLast(), mark <= stack.count else { throw damage() }
        defer { stack.removeSubrange(mark...) }
        return Array(stack[mark...])
    }

    private func recalled(_ place: Int) throws(ModelFileProblem) -> PickledValue {
        guard let value = memo[place] else { throw damage() }
        return value
    }
}

// MARK: Bytes

extension PickleMachine {
    private mutating func byte() throws(ModelFileProblem) -> UInt8 { try take(1)[0] }

    private mutating func take(_ count: Int) throws(ModelFileProblem) -> [UInt8] {
        guard count >= 0, count <= bytes.count - position else {
            throw ModelFileProblem("its pickle is cut short")
        }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    private mutating func number(_ size: Int) throws(ModelFileProblem) -> Int {
        let value = try take(size).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let number = Int(exactly: value) else { throw damage() }
        return number
    }

    /// A number of any length in two's complement.
    private mutating func longInteger() throws(ModelFileProblem) -> Int {
        let bytes = try take(Int(byte()))
        guard bytes.count <= 8 else {
            throw ModelFileProblem("its pickle has a number of \(bytes.count) bytes")
        }
        let value = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let unused = UInt64(64 - 8 * bytes.count)
        return bytes.isEmpty ? 0 : Int(truncatingIfNeeded: value << unused) >> Int(unused)
    }

    private mutating func text(_ count: Int) throws(ModelFileProblem) -> String {
        guard let text = String(validating: try take(count), as: UTF8.self) else { throw damage() }
        return text
    }

    private mutating func line() throws(ModelFileProblem) -> String {
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else { throw damage() }
        defer { position = end + 1 }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    private func damage() -> ModelFileProblem { ModelFileProblem("its pickle is damaged") }
}

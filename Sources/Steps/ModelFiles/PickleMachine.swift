import FoundationEssentials

/// The stack machine of pickles.
struct PickleMachine {
    private(set) var tuples: [[PickledValue]] = []
    private(set) var lists: [[PickledValue]] = []
    private(set) var dictionaries: [[(key: PickledValue, value: PickledValue)]] = []
    private(set) var objects: [PickledObject] = []

    private var bytes: PickleBytes
    private var stack: [PickledValue] = []
    private var marks: [Int] = []
    private var memo: [Int: PickledValue] = [:]

    init(_ data: Data) { bytes = PickleBytes(data) }

    /// Runs the program to its end.
    ///
    /// - Throws: ``ModelFileProblem`` if it is damaged, or has bytes after its end.
    mutating func run() throws(ModelFileProblem) -> PickledValue {
        while true {
            let code = try bytes.byte()
            if code == UInt8(ascii: ".") {
                guard bytes.isAtEnd else { throw ModelFileProblem("its pickle has bytes after its end") }
                return try pop()
            }
            try perform(code)
        }
    }

    private mutating func perform(_ code: UInt8) throws(ModelFileProblem) {
        switch code {
        case 0x80: _ = try bytes.byte()  // protocol version
        case 0x95: _ = try bytes.take(8)  // frame length
        case UInt8(ascii: "("): marks.append(stack.count)
        case UInt8(ascii: "0"): _ = try pop()
        case UInt8(ascii: "1"): _ = try popToMark()
        case UInt8(ascii: "2"): stack.append(try top())
        case UInt8(ascii: "c"): stack.append(try global(try bytes.line(), try bytes.line()))
        case 0x93:
            guard case .text(let name) = try pop(), case .text(let module) = try pop() else { throw .damage }
            stack.append(try global(module, name))
        case 0x82, 0x83, 0x84:  // extension code
            _ = try bytes.number(1 << (Int(code) - 0x82))
            stack.append(newObject(nil))
        case 0x97: stack.append(newObject(nil))  // out-of-band buffer
        case 0x98: _ = try top()
        default:
            if let value = try bytes.scalar(code) {
                stack.append(value)
            } else if let (kind, content) = try bytes.opaque(code) {
                stack.append(newObject(kind, content.map { [.text($0)] } ?? []))
            } else {
                try performOnContainers(code)
            }
        }
    }

    /// A function or a class by its name.
    private func global(_ module: String, _ name: String) throws(ModelFileProblem) -> PickledValue {
        guard module.utf8.count <= PickledKeys.longest, name.utf8.count <= PickledKeys.longest else {
            throw .damage
        }
        return .global(module: module, name: name)
    }

    private mutating func performOnContainers(_ code: UInt8) throws(ModelFileProblem) {
        switch code {
        case UInt8(ascii: ")"): stack.append(newTuple([]))
        case UInt8(ascii: "t"): stack.append(newTuple(try popToMark()))
        case 0x85, 0x86, 0x87:
            var elements: [PickledValue] = []
            for _ in 0..<Int(code) - 0x84 { elements.insert(try pop(), at: 0) }
            stack.append(newTuple(elements))
        case UInt8(ascii: "]"): stack.append(newList([]))
        case UInt8(ascii: "l"): stack.append(newList(try popToMark()))
        case UInt8(ascii: "}"): stack.append(newDictionary())
        case UInt8(ascii: "d"):
            let items = try popToMark()
            stack.append(newDictionary())
            try setItems(items)
        case UInt8(ascii: "a"): try append([pop()])
        case UInt8(ascii: "e"): try append(popToMark())
        case UInt8(ascii: "s"):
            let value = try pop()
            try setItems([pop(), value])
        case UInt8(ascii: "u"): try setItems(popToMark())
        case 0x8F: stack.append(newObject("builtins.set"))
        case 0x90: try append(popToMark())
        case 0x91:
            _ = try popToMark()
            stack.append(newObject("builtins.frozenset"))
        default: try performOnMemory(code)
        }
    }

    private mutating func performOnMemory(_ code: UInt8) throws(ModelFileProblem) {
        switch code {
        case UInt8(ascii: "q"): memo[try bytes.number(1)] = try top()
        case UInt8(ascii: "r"): memo[try bytes.number(4)] = try top()
        case UInt8(ascii: "p"): memo[try bytes.writtenNumber()] = try top()
        case 0x94: memo[memo.count] = try top()
        case UInt8(ascii: "h"): stack.append(try recalled(bytes.number(1)))
        case UInt8(ascii: "j"): stack.append(try recalled(bytes.number(4)))
        case UInt8(ascii: "g"): stack.append(try recalled(bytes.writtenNumber()))
        case UInt8(ascii: "Q"): stack.append(storage(try pop()))
        case UInt8(ascii: "P"):
            _ = try bytes.line()
            stack.append(newObject(nil))
        case UInt8(ascii: "R"), 0x81:
            let arguments = try pop()
            stack.append(try called(pop(), arguments))
        case 0x92:
            _ = try pop()
            let arguments = try pop()
            stack.append(try called(pop(), arguments))
        case UInt8(ascii: "i"):
            let callee = try global(try bytes.line(), try bytes.line())
            stack.append(try called(callee, newTuple(popToMark())))
        case UInt8(ascii: "o"):
            let parts = try popToMark()
            guard let callee = parts.first else { throw .damage }
            stack.append(try called(callee, newTuple(Array(parts.dropFirst()))))
        case UInt8(ascii: "b"):
            let state = try pop()
            // The state of a dictionary or a tensor is not needed.
            if case .object(let place) = try top() { objects[place].state = state }
        default: throw ModelFileProblem("its pickle has the unknown opcode \(code)")
        }
    }
}

// MARK: Stack and memory

extension PickleMachine {
    mutating func newTuple(_ elements: [PickledValue]) -> PickledValue {
        tuples.append(elements)
        return .tuple(tuples.count - 1)
    }

    private mutating func newList(_ elements: [PickledValue]) -> PickledValue {
        lists.append(elements)
        return .list(lists.count - 1)
    }

    mutating func newDictionary() -> PickledValue {
        dictionaries.append([])
        return .dictionary(dictionaries.count - 1)
    }

    mutating func newObject(
        _ kind: String?, _ arguments: [PickledValue] = [], items: Int? = nil
    ) -> PickledValue {
        objects.append(PickledObject(kind: kind, arguments: arguments, items: items))
        return .object(objects.count - 1)
    }

    private mutating func append(_ elements: [PickledValue]) throws(ModelFileProblem) {
        switch try top() {
        case .list(let place): lists[place] += elements
        case .object: break
        default: throw .damage
        }
    }

    private mutating func setItems(_ elements: [PickledValue]) throws(ModelFileProblem) {
        guard elements.count % 2 == 0 else { throw .damage }
        let place: Int
        switch try top() {
        case .dictionary(let own): place = own
        case .object(let object):
            // A subclass of a dictionary: its items are read without making an instance.
            place = objects[object].items ?? dictionaries.count
            if place == dictionaries.count { dictionaries.append([]) }
            objects[object].items = place
        default: throw .damage
        }
        for index in stride(from: 0, to: elements.count, by: 2) {
            dictionaries[place].append((elements[index], elements[index + 1]))
        }
    }

    private mutating func pop() throws(ModelFileProblem) -> PickledValue {
        guard stack.count > marks.last ?? 0, let value = stack.popLast() else { throw .damage }
        return value
    }

    private func top() throws(ModelFileProblem) -> PickledValue {
        guard stack.count > marks.last ?? 0, let value = stack.last else { throw .damage }
        return value
    }

    private mutating func popToMark() throws(ModelFileProblem) -> [PickledValue] {
        guard let mark = marks.popLast(), mark <= stack.count else { throw .damage }
        defer { stack.removeSubrange(mark...) }
        return Array(stack[mark...])
    }

    private func recalled(_ place: Int) throws(ModelFileProblem) -> PickledValue {
        guard let value = memo[place] else { throw .damage }
        return value
    }
}

extension ModelFileProblem {
    /// The problem of an invalid pickle.
    static let damage = ModelFileProblem("its pickle is damaged")
}

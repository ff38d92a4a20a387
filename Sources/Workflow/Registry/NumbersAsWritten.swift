/// A number that stays an integer if it is given as one.
struct NumberAsWritten: ArgumentValue {
    static let valueType = ValueType.either([.float])

    /// The number as given: an integer or a float.
    let value: Value

    init?(argument: Value) {
        guard argument.number != nil else { return nil }
        value = argument
    }

    /// The number as a float.
    var number: Double { value.number ?? .nan }
}

/// An array of numbers in which integers stay integers.
struct NumbersAsWritten: ArgumentValue {
    static let valueType = ValueType.either([.array(.float)])

    /// The numbers as given: integers and floats.
    let values: [Value]

    init?(argument: Value) {
        guard case .array(let values) = argument, values.allSatisfy({ $0.number != nil }) else { return nil }
        self.values = values
    }
}

/// A number or an array of numbers, in which integers stay integers.
struct NumberOrNumbersAsWritten: ArgumentValue {
    static let valueType = ValueType.either([.float, .array(.float)])

    /// The numbers as given: integers and floats.
    let values: [Value]

    init?(argument: Value) {
        if let number = NumberAsWritten(argument: argument) {
            values = [number.value]
        } else if let numbers = NumbersAsWritten(argument: argument) {
            values = numbers.values
        } else {
            return nil
        }
    }
}

/// An array of anything.
struct AnyArray: ArgumentValue {
    static let valueType = ValueType.array(.unknown)

    /// The number of elements.
    let count: Int

    init?(argument: Value) {
        guard case .array(let values) = argument else { return nil }
        count = values.count
    }
}

/// A number whose argument stays a whole one where it is written so.
struct NumberAsWritten: ArgumentValue {
    static let valueType = ValueType.either([.float])

    /// The number as it is written: an integer or a float.
    let value: Value

    init?(argument: Value) {
        guard argument.number != nil else { return nil }
        value = argument
    }

    /// The number, a whole one widened.
    var number: Double { value.number ?? .nan }
}

/// An array of numbers of which whole ones stay whole.
struct NumbersAsWritten: ArgumentValue {
    static let valueType = ValueType.either([.array(.float)])

    /// The numbers as they are written: integers and floats.
    let values: [Value]

    init?(argument: Value) {
        guard case .array(let values) = argument, values.allSatisfy({ $0.number != nil }) else { return nil }
        self.values = values
    }
}

/// A number, or an array of numbers, of which whole ones stay whole.
struct NumberOrNumbersAsWritten: ArgumentValue {
    static let valueType = ValueType.either([.float, .array(.float)])

    /// The numbers as they are written: integers and floats.
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

    /// How many elements it has.
    let count: Int

    init?(argument: Value) {
        guard case .array(let values) = argument else { return nil }
        count = values.count
    }
}

import Workflow

/// A number for all channels of images, or an array with one for each.
enum ChannelNumbers: ArgumentValue, Hashable {
    /// One for all channels.
    case all(Double)
    /// One for each channel.
    case each([Double])

    static let valueType = ValueType.either([.float, .array(.float)])

    init?(argument: Value) {
        if let number = Double(argument: argument) {
            self = .all(number)
        } else if let numbers = [Double](argument: argument) {
            self = .each(numbers)
        } else {
            return nil
        }
    }

    /// The numbers as given.
    var numbers: [Double] {
        switch self {
        case .all(let number): [number]
        case .each(let numbers): numbers
        }
    }

    /// The number of a channel, 0-based.
    subscript(channel: Int) -> Double { numbers.count == 1 ? numbers[0] : numbers[channel] }

    /// Why they cannot be those of some images; `nil` if they can.
    ///
    /// The limits are checked here, not as those of the parameter, for the note on numbers of 0…255.
    ///
    /// - Parameters:
    ///   - parameter: the name of the argument.
    ///   - limits: those of each number, of pixels in 0…1.
    ///   - channels: the number of the images' channels; `nil` if unknown.
    func problem(_ parameter: String, of limits: Limits, channels: Int?) -> ArgumentProblem? {
        if let place = numbers.firstIndex(where: { !limits.contains($0) }) {
            let number = numbers[place]
            let isElement = if case .each = self { true } else { false }
            return ArgumentProblem(
                id: "out-of-range",
                "\(isElement ? "each element of " : "")'\(parameter)' is \(limits), but this is \(NumberText.short(number))",
                element: isElement ? place : nil, notes: Self.notes(on: number))
        }
        guard case .each(let numbers) = self else { return nil }
        let wanted = channels ?? max(1, numbers.count)
        guard numbers.count != wanted else { return nil }
        return ArgumentProblem(
            id: "channels",
            "'\(parameter)' has \(Self.counted(numbers.count, "number")), but the images have \(Self.counted(wanted, "channel"))",
            notes: wanted == 1
                ? ["of grey images it is a number"]
                : numbers.count == 1
                    ? [
                        "a number without brackets is that of all channels: '\(parameter): \(NumberText.short(numbers[0]))'"
                    ]
                    : [])
    }

    /// What a number of pixels in 0…255 is of pixels in 0…1.
    private static func notes(on number: Double) -> [String] {
        guard number > 1, number <= 255 else { return [] }
        let share = NumberText.fixed(number / 255, decimals: 4)
        return ["pixels are 0 to 1 here, not 0 to 255: \(NumberText.short(number)) of 255 is \(share)"]
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}

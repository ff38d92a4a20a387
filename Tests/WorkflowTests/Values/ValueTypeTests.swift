import Testing
import Workflow

struct ValueTypeTests {
    @Test(
        arguments: [
            ValueType.boolean, .integer, .float, .string, .array(.float), .optional(.string),
            .symbol(["a", "b"]),
            .configuration("layer"), .artifact("Model"), .scalar, .nothing, .unknown,
        ] as [ValueType])
    func `a type accepts itself and the unknown type`(_ type: ValueType) {
        #expect(type.accepts(type))
        #expect(type.accepts(.unknown))
        #expect(ValueType.unknown.accepts(type))
    }

    @Test(
        arguments: [
            (ValueType.float, ValueType.integer), (.optional(.float), .integer),
            (.optional(.float), .nothing),
            (.optional(.float), .optional(.integer)), (.array(.float), .array(.integer)),
            (.array(.float), .array(.unknown)), (.array(.float), .array(.either([.integer, .float]))),
            (.array(.optional(.integer)), .array(.either([.nothing, .integer]))), (.scalar, .float),
            (.scalar, .either([.string, .integer])),
            (.either([.artifact("A"), .artifact("B")]), .artifact("B")),
            (.symbol(["a", "b"]), .symbol(["b"])), (.float, .either([.integer, .float])),
            (.optional(.either([.string, .integer])), .either([.nothing, .string])),
        ] as [(ValueType, ValueType)])
    func `a type accepts compatible types`(_ type: ValueType, _ other: ValueType) {
        #expect(type.accepts(other))
    }

    @Test(
        arguments: [
            (ValueType.integer, ValueType.float), (.float, .string), (.float, .optional(.float)),
            (.float, .nothing),
            (.string, .integer), (.boolean, .integer), (.array(.integer), .array(.float)),
            (.array(.float), .float),
            (.float, .array(.float)), (.symbol(["a"]), .symbol(["a", "b"])), (.symbol(["a"]), .string),
            (.configuration("layer"), .configuration("optimizer")), (.artifact("A"), .artifact("B")),
            (.artifact("layer"), .configuration("layer")), (.scalar, .nothing),
            (.scalar, .either([.string, .nothing])),
            (.scalar, .array(.float)), (.integer, .either([.integer, .float])),
        ] as [(ValueType, ValueType)])
    func `a type does not accept incompatible types`(_ type: ValueType, _ other: ValueType) {
        #expect(!type.accepts(other))
    }

    @Test(
        arguments: [
            (ValueType.boolean, "true or false"), (.integer, "a whole number"), (.float, "a number"),
            (.string, "a text"), (.array(.float), "an array, each element a number"),
            (.optional(.string), "a text or nil"),
            (.symbol(["a", "b"]), ".a or .b"), (.configuration("layer"), "a layer"),
            (.configuration("optimizer"), "an optimizer"), (.artifact("Evaluation"), "an Evaluation"),
            (.artifact("Model"), "a Model"), (.either([.integer, .string]), "a whole number or a text"),
            (.nothing, "nothing"), (.unknown, "unknown"),
        ] as [(ValueType, String)])
    func `a type is named in a reader's words`(_ type: ValueType, _ text: String) {
        #expect(type.description == text)
    }
}

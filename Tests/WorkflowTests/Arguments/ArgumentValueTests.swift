import Testing
import Workflow

struct ArgumentValueTests {
    private enum Side: String, SymbolArgument {
        case left, right
    }

    @Test func `a value is read as the Swift type that it is given for`() throws {
        #expect(Bool(argument: .boolean(true)) == true)
        #expect(Int(argument: .integer(3)) == 3)
        #expect(Double(argument: .float(0.5)) == 0.5)
        #expect(Double(argument: .integer(2)) == 2)
        #expect(String(argument: .string("a")) == "a")
        #expect(Side(argument: .symbol("right")) == .right)
        #expect([Int](argument: .array([.integer(1), .integer(2)])) == [1, 2])
        #expect(Int?(argument: .nothing) == .some(nil))
        #expect(Int?(argument: .integer(3)) == .some(3))
        let number = try StoredArtifact(Number(7))
        #expect(Number(argument: .artifact(number))?.value == 7)
    }

    @Test func `a value of another type is not read`() throws {
        #expect(Bool(argument: .integer(1)) == nil)
        #expect(Int(argument: .float(3)) == nil)
        #expect(Double(argument: .string("3")) == nil)
        #expect(String(argument: .symbol("a")) == nil)
        #expect(Side(argument: .symbol("up")) == nil)
        #expect(Side(argument: .string("left")) == nil)
        #expect([Int](argument: .array([.integer(1), .string("2")])) == nil)
        #expect([Int](argument: .integer(1)) == nil)
        #expect(Int?(argument: .string("3")) == nil)
        #expect(Text(argument: .artifact(try StoredArtifact(Number(7)))) == nil)
    }

    @Test func `a type tells what a notebook gives for it`() {
        #expect(Double?.valueType == .optional(.float))
        #expect([String].valueType == .array(.string))
        #expect(Side.valueType == .symbol(["left", "right"]))
        #expect(Number.valueType == .artifact("Number"))
        #expect([FakeLayer]?.valueType == .optional(.array(.configuration("layer"))))
    }

    @Test func `a literal is read as itself`() {
        #expect([Side](argument: [Side.right, .left].literal) == [.right, .left])
        #expect(Int(argument: 3.literal) == 3)
        #expect(Bool(argument: false.literal) == false)
        #expect(String(argument: "a".literal) == "a")
        #expect(Double(argument: 0.5.literal) == 0.5)
    }

    @Test func `a description is made what it describes by its constructor`() {
        func layer(_ name: String, _ arguments: [String: Value]) -> FakeLayer? {
            FakeLayer(argument: .configuration(Configuration(name: name, arguments: arguments)))
        }
        #expect(layer("layer", ["size": .integer(3), "rate": .float(0)])?.size == 3)
        #expect(layer("flat", [:]) != nil)
        #expect(layer("flat", [:])?.size == nil)
        #expect(layer("other", [:]) == nil)
        #expect(FakeLayer(argument: .string("flat")) == nil)
    }
}

import TestSupport

/// Writes random programs of the step language, using its whole grammar.
struct RandomProgram {
    private var random: RandomSource
    private var depth = 0
    /// The number of open brackets, inside which line ends are allowed anywhere.
    private var brackets = 0

    init(seed: UInt64) {
        random = RandomSource(seed: seed)
    }

    mutating func program() -> String {
        var text = blanks()
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            text += statement()
            text += pick(["\n", "\n\n", "; ", ";\n", " // a ; ( b\n", " /* c */\n", "\r\n"])
        }
        return text
    }

    private mutating func pick(_ choices: [String]) -> String {
        choices.randomElement(using: &random) ?? ""
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    /// Optional whitespace.
    private mutating func blanks() -> String {
        if brackets > 0, chance(15) { return pick(["\n", "\n  ", " // x y\n", "\n\n\t"]) }
        return chance(60) ? "" : pick([" ", "  ", "\t", " /* x */ ", "/**/", " /* /* y */ */"])
    }

    private mutating func blank() -> String { " " + blanks() }

    private mutating func name() -> String {
        pick([
            "a", "model", "x1", "_y", "größe", "params", "精度", "set", "get", "left", "Type", "async1", "of",
        ])
    }

    private mutating func member() -> String {
        pick([
            "accuracy", "b", "in", "for", "default", "class", "none", "nil", "true", "where", "as", "let",
            "Any",
        ])
    }

    private mutating func label() -> String {
        pick([
            "on", "in", "for", "kernel", "if", "default", "x", "is", "self", "true", "as", "where", "await",
            "try",
        ])
    }

    private mutating func statement() -> String {
        guard chance(60) else { return call() }
        return "let" + blank() + name() + blank() + "=" + blank() + expression()
    }

    private mutating func call() -> String {
        name() + pick(["", "", "", " "]) + "("
            + list { generator in
                (generator.chance(40) ? generator.label() + generator.pick([":", ": ", " : "]) : "")
                    + generator.expression()
            } + ")"
    }

    private mutating func list(_ element: (inout RandomProgram) -> String) -> String {
        brackets += 1
        defer { brackets -= 1 }
        let count = depth > 5 ? 0 : Int.random(in: 0...3, using: &random)
        var text = blanks()
        for index in 0..<count {
            text += element(&self) + blanks()
            if index + 1 < count || chance(15) { text += "," + blanks() }
        }
        return text
    }

    private mutating func expression() -> String {
        depth += 1
        defer { depth -= 1 }
        var text = operand()
        guard depth < 6 else { return text }
        var hasComparison = false
        while chance(30) {
            var infix = pick(["*", "/", "+", "-", "<", "<=", ">", ">=", "==", "!=", "&&", "||"])
            if ["<", "<=", ">", ">=", "==", "!="].contains(infix) {
                if hasComparison { infix = "+" }
                hasComparison = true
            }
            if ["&&", "||"].contains(infix) { hasComparison = false }
            let isTight = chance(25)
            text += isTight ? infix : (chance(20) ? "\n  " : blank()) + infix + (chance(10) ? "\n" : blank())
            // Without whitespace an operator would merge with a prefix or a dot after it.
            text += isTight ? name() : operand()
        }
        return text
    }

    private mutating func operand() -> String {
        switch Int.random(in: 0..<14, using: &random) {
        case 0:
            return pick(["0", "42", "1_000", "0xFF", "0b1_0", "0o17", "007", "9223372036854775807", "1_"])
        case 1: return pick(["1.5", "0.5e-3", "1e10", "1_0.0_1", "2E+4"])
        case 2:
            return pick([
                "\"\"", "\"a b\"", "\"\\n\\t\\\"\\\\\"", "\"\\u{1F389} é 🎉\"", "\"// /* \"", "\"\\0\\'\"",
            ])
        case 3: return pick(["true", "false", "nil"])
        case 4: return "-" + pick(["1", "2.5", "x", "9223372036854775808"])
        case 5: return "!" + pick(["a", "f(x)", "(a)"])
        case 6: return "." + member()
        case 7 where depth < 6: return "[" + list { $0.expression() } + "]"
        case 8 where depth < 6:
            brackets += 1
            defer { brackets -= 1 }
            return "(" + blanks() + expression() + blanks() + ")"
        case 9: return name() + pick([".", ".", "\n  .", " ."]) + member()
        case 10, 11: return depth < 6 ? call() : name()
        default: return name()
        }
    }
}

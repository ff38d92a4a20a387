import Diagnostics
import Notebooks
import TestSupport
import Testing

struct SweepDeclarationTests {
    @Test func `all settings of a sweep are read`() throws {
        let marked = MarkedSource(
            sweep: """
                sweep:
                  ‹rate›: {from: 1e-4, to: 1, scale: log}
                  size: [‹32›, 64]
                  optimizer:
                    - adam
                    - "3"
                  deep: [false, true]
                  epochs:
                    from: 2
                    to: 8
                random: ‹40›
                repeat: ‹5›
                zip: [[‹optimizer›, deep]]
                exclude: ‹params.size > 32›
                """)
        let declared = marked.declared
        #expect(declared.diagnostics == [])
        let sweep = try #require(declared.frontMatter.sweep)
        #expect(sweep.axes.map(\.name.text) == ["rate", "size", "optimizer", "deep", "epochs"])
        #expect(
            sweep.axes.map(\.shown) == [
                "log number(0.0001...1.0)", "integer(32) integer(64)", "string(\"adam\") string(\"3\")",
                "boolean(false) boolean(true)", "linear whole(2...8)",
            ])
        #expect(sweep.draws?.value == 40)
        #expect(sweep.repeats?.value == 5)
        #expect(sweep.zips.map { $0.map(\.text) } == [["optimizer", "deep"]])
        #expect(sweep.exclusions.map(\.text) == ["params.size > 32"])
        #expect(sweep.halving == nil)
        guard case .list(let sizes) = sweep.axes[1].values else {
            Issue.record("'size' has no list")
            return
        }
        let places = [
            sweep.axes[0].name.range, sizes[0].range, sweep.draws?.range, sweep.repeats?.range,
            sweep.zips[0][0].range, sweep.exclusions[0].range,
        ]
        #expect(places.compactMap(\.self) == marked.ranges)
    }

    @Test func `a whole number is a number too`() throws {
        let declared = MarkedSource(sweep: "sweep:\n  rate: [1, 0.5]\n  optimizer: [\"1\"]").declared
        #expect(declared.diagnostics == [])
        #expect(declared.frontMatter.sweep?.axes.map(\.shown) == ["float(1.0) float(0.5)", "string(\"1\")"])
        let ranged = MarkedSource(sweep: "sweep:\n  rate: {from: 0, to: 1}\nrandom: 3").declared
        #expect(ranged.diagnostics == [])
        #expect(ranged.frontMatter.sweep?.axes.map(\.shown) == ["linear number(0.0...1.0)"])
    }

    @Test func `parameters may follow the sweep that names them`() {
        let source = SourceFile(
            name: "test.md", text: "---\nrepeat: 2\nsweep: {a: [1, 2]}\nparams:\n  a: 3\n---\n")
        let declared = source.declared
        #expect(declared.diagnostics == [])
        #expect(declared.frontMatter.sweep?.axes.map(\.shown) == ["integer(1) integer(2)"])
    }

    @Test(arguments: ["", "title: x", "toc: false\nseed: 3"])
    func `a notebook without the keys declares no sweep`(lines: String) {
        let declared = MarkedSource(sweep: lines).declared
        #expect(declared.diagnostics == [])
        #expect(declared.frontMatter.sweep == nil)
    }

    @Test(arguments: ["sweep:", "repeat: 3", "sweep: {}"])
    func `a sweep may have no parameters`(lines: String) {
        let declared = MarkedSource(sweep: lines).declared
        #expect(declared.diagnostics == [])
        #expect(declared.frontMatter.sweep?.axes == [])
    }

    @Test(arguments: [
        "zip: [size, rate]", "zip: [[size, rate]]", "zip:\n  - size\n  - rate", "zip:\n  - [size, rate]",
        "zip:\n- - size\n  - rate",
    ])
    func `parameters that move together are one list or several`(lines: String) {
        let declared = MarkedSource(sweep: "sweep:\n  size: [1, 2]\n  rate: [0.1, 0.2]\n\(lines)").declared
        #expect(declared.diagnostics == [])
        #expect(declared.frontMatter.sweep?.zips.map { $0.map(\.text) } == [["size", "rate"]])
    }

    /// Front matter with each condition marked.
    @Test(arguments: [
        "exclude: ‹params.size > 32›", "exclude:   ‹params.size > 32›  # a comment",
        "exclude: '‹params.size > 32›'", "exclude: \"‹params.size > 32›\"", "exclude: ' ‹params.size > 32› '",
        "exclude: [‹params.size > 32›, '‹params.size < 3›']",
        "exclude:\n  - ‹params.size > 32›\n  - ‹params.size < 3›",
        "exclude: ‹params.size > 32 &&\n  params.size > 3›",
        "exclude: >\n  ‹params.size > 32 &&\n  params.size > 3›",
        "exclude: >-\n    ‹params.size > 32 &&\n\n    params.size > 3›\n", "exclude: |\n  ‹params.size > 32›",
        "exclude: '‹params.size > 32\n   && params.size > 3›'",
        "exclude:\n  - '‹!params.deep && params.size > 3›'",
        "exclude: \"‹params.size > 32 && params.optimizer == \\\"sgd\\\" && params.size > 3›\"",
        "exclude: ‹params.optimizer == \"größe 漢\" && params.size > 32›",
        "exclude: '‹params.optimizer == \"it''s\" && params.size > 32›'",
    ])
    func `a condition is found at its place`(lines: String) {
        for end in ["\n", "\r\n"] {
            let marked = MarkedSource(
                ("---\nparams:\n  size: 3\n  optimizer: sgd\n  deep: true\nsweep:\n  size: [1, 2]\n" + lines
                    + "\n---\n").replacing("\n", with: end))
            let declared = marked.declared
            #expect(declared.diagnostics == [], "\(lines)")
            #expect(declared.frontMatter.sweep?.exclusions.map(\.range) == marked.ranges, "\(lines)")
            // Every name of every condition is at its place too.
            let bytes = Array(marked.source.text.utf8)
            for condition in declared.frontMatter.sweep?.exclusions ?? [] {
                let names = condition.expression.parameterNames
                #expect(!names.isEmpty)
                for name in names {
                    #expect(String(decoding: bytes[name.range], as: UTF8.self) == name.text, "\(lines)")
                }
            }
        }
    }

    @Test func `a condition with escapes that the file spells otherwise is still read`() {
        let declared = MarkedSource(
            sweep:
                "sweep:\n  size: [1, 2]\nexclude: \"params.optimizer == \\\"\\u0061dam\\\" && params.size > 1\""
        ).declared
        #expect(declared.diagnostics == [])
        #expect(
            declared.frontMatter.sweep?.exclusions.map(\.text) == [
                "params.optimizer == \"adam\" && params.size > 1"
            ])
    }

    @Test func `successive halving is read`() throws {
        let declared = MarkedSource(
            sweep: "sweep:\n  size: [1, 2]\nhalve: {parameter: epochs, from: 1, by: 3}"
        ).declared
        #expect(declared.diagnostics == [])
        let halving = try #require(declared.frontMatter.sweep?.halving)
        #expect(halving.parameter.text == "epochs" && halving.from == 1 && halving.by == 3)
        let short = MarkedSource(sweep: "halve:\n  parameter: epochs\n  from: 2").declared
        #expect(short.diagnostics == [])
        #expect(short.frontMatter.sweep?.halving?.by == 2)
    }

    @Test func `the rounds of a halving grow up to the whole run`() throws {
        func halving(of full: Int, from: Int, by: Int) throws -> SweepHalving {
            let source = SourceFile(
                name: "test.md",
                text:
                    "---\nparams:\n  epochs: \(full)\nhalve: {parameter: epochs, from: \(from), by: \(by)}\n---\n"
            )
            return try #require(source.declared.frontMatter.sweep?.halving)
        }
        let twofold = try halving(of: 16, from: 2, by: 2)
        #expect(twofold.rounds(upTo: 16) == [2, 4, 8, 16])
        #expect(twofold.rounds(upTo: 10) == [2, 4, 8, 10])
        #expect(twofold.rounds(upTo: 3) == [2, 3])
        #expect(twofold.rounds(upTo: 2) == [2])
        #expect(twofold.rounds(upTo: 1) == [1])
        #expect([1, 2, 3, 20].map { twofold.survivors(of: $0) } == [1, 1, 2, 10])
        let huge = try halving(of: .max, from: .max / 2, by: 9)
        #expect(huge.rounds(upTo: .max) == [.max / 2, .max])
    }
}

extension SweepAxis {
    /// The values in one line.
    fileprivate var shown: String {
        switch values {
        case .list(let values): values.map { "\($0.value)" }.joined(separator: " ")
        case .span(let span):
            switch span.ends {
            case .whole(let range): "\(span.scale) whole(\(range))"
            case .number(let range): "\(span.scale) number(\(range))"
            }
        }
    }
}

extension Expression {
    /// The names after `params.`.
    fileprivate var parameterNames: [Name] {
        if case .member(let whole, let name) = kind, whole.kind == .name("params") { return [name] }
        return parts.flatMap(\.parameterNames)
    }
}

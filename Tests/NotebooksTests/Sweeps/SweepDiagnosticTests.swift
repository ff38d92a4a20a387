import Diagnostics
import Notebooks
import TestSupport
import Testing

struct SweepDiagnosticTests {
    @Test(arguments: [
        (
            "sweep: ‹3›",
            "front-matter.type: wrong type for 'sweep' | expected lines 'parameter: [values]', indented"
        ),
        (
            "‹sweep›: [rate]",
            "front-matter.type: wrong type for 'sweep' | expected lines 'parameter: [values]', indented"
        ),
        (
            "sweep:\n  ‹rat›: [1]",
            "sweep.unknown-parameter: the notebook has no parameter 'rat' | did you mean 'rate'?"
        ),
        ("sweep:\n  ‹zzz›: 3", "sweep.unknown-parameter: the notebook has no parameter 'zzz'"),
        (
            "sweep:\n  size: ‹64›",
            "sweep.axis-type: 'size' is swept over a list or a range | expected [a, b, …] or {from: a, to: b}"
        ),
        (
            "sweep:\n  ‹size›:",
            "sweep.axis-type: 'size' is swept over a list or a range | expected [a, b, …] or {from: a, to: b}"
        ),
        (
            "sweep:\n  ‹size›: []",
            "sweep.empty-list: 'size' has no values to sweep over | give some, or leave it out"
        ),
        (
            "sweep:\n  size: [32, ‹0.5›]",
            "sweep.value-type: 'size' takes a whole number, but '0.5' is not"
        ),
        (
            "sweep:\n  optimizer: [adam, ‹3›]",
            "sweep.value-type: 'optimizer' takes a text, but '3' is not | write \"3\" for a text"
        ),
        ("sweep:\n  rate: [0.1, ‹fast›]", "sweep.value-type: 'rate' takes a number, but 'fast' is not"),
        ("sweep:\n  deep: [true, ‹1›]", "sweep.value-type: 'deep' takes true or false, but '1' is not"),
        (
            "sweep:\n  deep: [true, ‹no›]",
            "front-matter.ambiguous: 'no' means different things in different versions of YAML | write false, or \"no\" for a text"
        ),
        (
            "sweep:\n  rate: [1, ‹1e999›]", "front-matter.number-range: the number '1e999' is out of range"
        ),
        (
            "sweep:\n  ‹size›: [1, [2]]",
            "front-matter.parameter-type: wrong type for the parameter 'size' | expected an integer, a float, a text, true or false"
        ),
        (
            "sweep:\n  size:\n    - 1\n    - ‹!x 2›",
            "front-matter.tag: tags and anchors are not part of front matter"
        ),
        ("sweep:\n  ‹size›: !x [1, 2]", "front-matter.tag: tags and anchors are not part of front matter"),
        ("‹sweep›: !x {size: [1]}", "front-matter.tag: tags and anchors are not part of front matter"),
        (
            "sweep:\n  rate: [0.1, ‹0.10›]",
            "sweep.duplicate-value: 'rate' has the value '0.10' twice | leave one out"
        ),
        (
            "sweep:\n  rate: [1, 2, ‹1.0›]",
            "sweep.duplicate-value: 'rate' has the value '1.0' twice | leave one out"
        ),
        (
            "sweep:\n  size: [1]\n  ‹size›: [2]", "front-matter.duplicate-key: the key 'size' is given twice"
        ),
        ("‹swep›: 3", "front-matter.unknown-key: unknown key 'swep' | did you mean 'sweep'?"),
    ])
    func `a wrong list is reported at its place`(lines: String, expected: String) {
        expect(lines, [expected])
    }

    @Test(arguments: [
        ("sweep:\n  ‹rate›: {from: 1}\nrandom: 3", "sweep.range-end: the range of 'rate' has no 'to'"),
        ("sweep:\n  ‹rate›: {to: 1}\nrandom: 3", "sweep.range-end: the range of 'rate' has no 'from'"),
        (
            "sweep:\n  rate: {‹form›: 1, to: 2}\nrandom: 3",
            "sweep.range-key: unknown key 'form' | did you mean 'from'?"
        ),
        (
            "sweep:\n  rate: {from: ‹2›, to: 1}\nrandom: 3",
            "sweep.range-order: 'from' is greater than 'to' | exchange them"
        ),
        (
            "sweep:\n  size: {from: ‹2›, to: -1}\nrandom: 3",
            "sweep.range-order: 'from' is greater than 'to' | exchange them"
        ),
        (
            "sweep:\n  rate: {from: ‹0›, to: 1, scale: log}\nrandom: 3",
            "sweep.range-logarithm: a range with 'scale: log' must begin above 0 | give a small number, or leave out 'scale'"
        ),
        (
            "sweep:\n  size: {from: ‹-1›, to: 1, scale: log}\nrandom: 3",
            "sweep.range-logarithm: a range with 'scale: log' must begin above 0 | give a small number, or leave out 'scale'"
        ),
        (
            "sweep:\n  rate: {from: 1, to: 2, scale: ‹lgo›}\nrandom: 3",
            "sweep.range-scale: unknown scale 'lgo' | did you mean 'log'?"
        ),
        (
            "sweep:\n  size: {from: 1, to: ‹8.5›}\nrandom: 3",
            "sweep.value-type: 'size' takes a whole number, but '8.5' is not"
        ),
        (
            "sweep:\n  ‹optimizer›: {from: a, to: b}\nrandom: 3",
            "sweep.range-type: 'optimizer' takes a text, and only numbers have ranges | give a list: [a, b]"
        ),
        (
            "sweep:\n  ‹rate›: {from: 1, to: 2}\n  size: {from: 1, to: 2}",
            "sweep.range-without-random: 'rate' has a range, from which only 'random' draws | add a line 'random: 20' for 20 settings"
        ),
        (
            "sweep:\n  size: [1, 2]\nrandom: ‹3›",
            "sweep.random-without-range: 'random' draws from ranges, and no parameter has one | leave it out to run all combinations"
        ),
        (
            "random: ‹3›",
            "sweep.random-without-range: 'random' draws from ranges, and no parameter has one | leave it out to run all combinations"
        ),
        (
            "sweep:\n  rate: {from: 1, to: 2}\nrandom: ‹0›",
            "front-matter.type: wrong type for 'random' | expected a whole number from 1"
        ),
        ("repeat: ‹0›", "front-matter.type: wrong type for 'repeat' | expected a whole number from 1"),
        ("repeat: ‹1.5›", "front-matter.type: wrong type for 'repeat' | expected a whole number from 1"),
        ("repeat: ‹\"2\"›", "front-matter.type: wrong type for 'repeat' | expected a whole number from 1"),
        ("‹repeat›: [2]", "front-matter.type: wrong type for 'repeat' | expected a whole number from 1"),
        (
            "seed: 18446744073709551615\nrepeat: ‹2›",
            "sweep.seeds: there are no 2 seeds from 18446744073709551615 on | the largest is 18446744073709551615"
        ),
        (
            "repeat: ‹100001›",
            "sweep.size: a sweep has at most 100000 runs, and this has 100001 | 1 setting, 100001 times each"
        ),
        (
            "sweep:\n  size: [1, 2]\nrepeat: ‹9223372036854775807›",
            "sweep.size: a sweep has at most 100000 runs, and this has far more | 2 settings, 9223372036854775807 times each"
        ),
        (
            "sweep:\n  rate: {from: 1, to: 2}\nrandom: ‹100001›\nrepeat: 2",
            "sweep.size: a sweep has at most 100000 runs, and this has 200002 | 100001 settings, 2 times each"
        ),
    ])
    func `a wrong range or number is reported at its place`(lines: String, expected: String) {
        expect(lines, [expected])
    }

    @Test(arguments: [
        ("zip: ‹size›", wrongZip), ("‹zip›: []", wrongZip), ("zip: [[size, rate], ‹size›]", wrongZip),
        ("‹zip›: [size]", "sweep.zip-alone: one parameter alone moves with no other | name at least two"),
        ("zip: [[‹size›]]", "sweep.zip-alone: one parameter alone moves with no other | name at least two"),
        (
            "zip: [size, ‹deep›]",
            "sweep.zip-length: 'deep' moves together with 'size', which has 3 values, but it has 2 | give them equally many"
        ),
        ("zip: [size, ‹epochs›]", "sweep.not-swept: 'epochs' is not swept | give it a list under 'sweep'"),
        ("zip: [size, ‹rat›]", "sweep.not-swept: 'rat' is not swept | did you mean 'rate'?"),
        (
            "zip: [size, rate, ‹size›]",
            "sweep.zip-twice: 'size' already moves together with others | name it once"
        ),
        (
            "zip: [[size, rate], [‹rate›, deep]]",
            "sweep.zip-twice: 'rate' already moves together with others | name it once"
        ),
    ])
    func `parameters that cannot move together are reported at their place`(lines: String, expected: String) {
        expect("sweep:\n  size: [1, 2, 3]\n  rate: [1, 2, 3]\n  deep: [true, false]\n\(lines)", [expected])
    }

    private static let wrongZip =
        "front-matter.type: wrong type for 'zip' | expected a list of parameters, [a, b], or a list of such lists"

    @Test func `a range does not move together with a list`() {
        expect(
            "sweep:\n  size: [1, 2]\n  rate: {from: 1, to: 2}\nrandom: 3\nzip: [size, ‹rate›]",
            [
                "sweep.zip-range: 'rate' has a range, and only lists move together | leave it out, or give it a list"
            ])
    }

    @Test(arguments: [
        (
            "exclude: params.‹siz› > 3",
            "sweep.unknown-parameter: the notebook has no parameter 'siz' | did you mean 'size'?"
        ),
        ("exclude: ‹size› > 3", "sweep.exclude-name: unknown name 'size' | write 'params.size'"),
        ("exclude: ‹siz› > 3", "sweep.exclude-name: unknown name 'siz' | did you mean 'params.size'?"),
        (
            "exclude: params.size ‹=› 3",
            "syntax.single-expression: a condition is one expression | a comparison is written '=='"
        ),
        (
            "exclude: params.size > 3‹,› params.size",
            "syntax.single-expression: a condition is one expression | it should end here"
        ),
        ("exclude: params.size >‹›", "syntax.missing-value: expected a value after '>'"),
        (
            "exclude: params.size ‹//› 3",
            "syntax.comment: '//' begins a comment, and a condition has none | there is no integer division: '/' divides, and 'round' rounds the quotient to a whole number"
        ),
        (
            "exclude: params.size ‹/*› 3 */ > 3",
            "syntax.comment: '/*' begins a comment, and a condition has none | leave it out"
        ),
        (
            "exclude: \"params.optimizer == \\\"sgd\\\" && params.‹siz› > 3\"",
            "sweep.unknown-parameter: the notebook has no parameter 'siz' | did you mean 'size'?"
        ),
        (
            "exclude:\n  - params.size > 3\n  - params.optimizer ==\n      ‹'sgd'›",
            "syntax.character: unexpected character ''' | strings stand between double quotes: \""
        ),
        (
            "‹exclude›: !params.deep",
            "front-matter.tag: a condition that begins with '!' or '&' stands in quotes | write it between single quotes: '…'"
        ),
        (
            "exclude: ‹params.epochs > 3›",
            "warning sweep.exclude-constant: this condition names no swept parameter | it excludes all settings or none"
        ),
        (
            "‹exclude›:",
            "front-matter.type: wrong type for 'exclude' | expected a condition, or a list of conditions"
        ),
        (
            "‹exclude›: {a: b}",
            "front-matter.type: wrong type for 'exclude' | expected a condition, or a list of conditions"
        ),
    ])
    func `a wrong condition is reported at its place`(lines: String, expected: String) {
        expect("sweep:\n  size: [1, 2]\n  optimizer: [adam, sgd]\n\(lines)", [expected])
    }

    @Test(arguments: [
        ("halve: ‹2›", wrongHalving("front-matter.type: wrong type for 'halve'")),
        (
            "‹halve›: {parameter: epochs}",
            wrongHalving("sweep.halve-incomplete: 'halve' has no 'from'")
        ),
        ("‹halve›: {from: 2}", wrongHalving("sweep.halve-incomplete: 'halve' has no 'parameter'")),
        (
            "halve: {parameter: epochs, ‹form›: 2}",
            "sweep.halve-key: unknown key 'form' | did you mean 'from'?"
        ),
        (
            "halve: {parameter: ‹epoch›, from: 2}",
            "sweep.unknown-parameter: the notebook has no parameter 'epoch' | did you mean 'epochs'?"
        ),
        (
            "halve: {parameter: ‹rate›, from: 2}",
            "sweep.halve-type: 'halve' takes a parameter that is a whole number, but 'rate' is a number | name the one that gives the epochs"
        ),
        (
            "halve: {parameter: ‹size›, from: 2}",
            "sweep.halve-swept: 'size' cannot be swept and halved | leave one out"
        ),
        (
            "halve: {parameter: epochs, from: ‹0›}",
            "sweep.halve-number: wrong type for 'from' of 'halve' | expected a whole number from 1"
        ),
        (
            "halve: {parameter: epochs, from: 2, by: ‹1›}",
            "sweep.halve-number: wrong type for 'by' of 'halve' | expected a whole number from 2"
        ),
        (
            "halve: {parameter: epochs, from: ‹8›}",
            "sweep.halve-from: the first round must be shorter than a whole run, in which 'epochs' is 8 | give a number below 8"
        ),
    ])
    func `a wrong halving is reported at its place`(lines: String, expected: String) {
        expect("sweep:\n  size: [1, 2]\n\(lines)", [expected])
    }

    private static func wrongHalving(_ words: String) -> String {
        words + " | expected {parameter: name, from: number, by: number}"
    }

    @Test func `too many combinations are reported at the sweep`() {
        let numbers = (1...400).map(String.init).joined(separator: ", ")
        expect(
            "‹sweep›:\n  size: [\(numbers)]\n  rate: [\(numbers)]\nrepeat: 2",
            [
                "sweep.size: a sweep has at most 100000 runs, and this has 320000 | 160000 settings, 2 times each"
            ])
    }

    @Test func `each mistake is reported, and none that follows from it`() {
        expect(
            """
            sweep:
              size: [1, ‹x›, ‹2.5›]
              rate: [1, 2, 3]
              ‹opt›: [a]
            random: ‹no›
            zip: [size, rate]
            exclude: [params.rate >‹›, params.size > 3]
            """,
            [
                "sweep.value-type: 'size' takes a whole number, but 'x' is not",
                "sweep.value-type: 'size' takes a whole number, but '2.5' is not",
                "sweep.unknown-parameter: the notebook has no parameter 'opt'",
                "front-matter.type: wrong type for 'random' | expected a whole number from 1",
                "syntax.missing-value: expected a value after '>'",
            ])
    }

    @Test func `a parameter that could not be read is not reported as unknown`() {
        let marked = MarkedSource(
            "---\nparams:\n  rate: ‹yes›\nsweep:\n  rate: [1, 2]\nexclude: params.rate > 1\n---\n")
        #expect(marked.declared.diagnostics.map(\.id) == ["front-matter.ambiguous"])
        let hidden = MarkedSource("---\n‹parms›:\n  rate: 1\nsweep:\n  rate: [1, 2]\n---\n")
        #expect(hidden.declared.diagnostics.map(\.id) == ["front-matter.unknown-key"])
    }

    @Test func `a note leads to the first of two values`() {
        let declared = MarkedSource(sweep: "sweep:\n  size: [‹1›, 2, 1]")
        #expect(declared.declared.diagnostics.first?.notes.map(\.range) == declared.ranges)
    }

    private func expect(
        _ lines: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let marked = MarkedSource(sweep: lines)
        marked.expect(marked.declared.diagnostics, expected, sourceLocation: sourceLocation)
    }
}

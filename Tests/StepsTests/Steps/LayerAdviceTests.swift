import Diagnostics
import Foundation
import TestSupport
import Testing
import Workflow

/// The advice on layers that do not fit: followed to the letter, it gives a network that can be planned.
struct LayerAdviceTests {
    private static let large = "conv2d(1, kernel: 1, padding: 1), conv2d(4096, kernel: 1, padding: 64)"

    /// Wrong lists of layers for ten classes of images of 1×28×28, with the advice.
    private static let mistaken: [(layers: String, advice: String)] = [
        ("conv2d(8, kernel: 3), relu", "end it with 'flatten, dense(10)'"),
        ("", "end it with 'flatten, dense(10)'"),
        ("flatten, dense(9)", "end it with 'dense(10)'"),
        ("flatten, dense(9), dropout(0.1)", "end it with 'dense(10)'"),
        ("globalAveragePool2d", "end it with 'dense(10)'"),
        (large, "end it with 'globalAveragePool2d, dense(10)'"),
        ("\(large), dense(10)", "put 'globalAveragePool2d' before it"),
        ("conv2d(8, kernel: 3), dense(10)", "put 'flatten' before it"),
        ("conv2d(8, kernel: 3), batchNorm1d, flatten, dense(10)", "write 'batchNorm2d'"),
        ("flatten, batchNorm2d, dense(10)", "write 'batchNorm1d'"),
        ("globalAveragePool2d, batchNorm2d, dense(10)", "write 'batchNorm1d'"),
        ("conv2d(8, kernel: 3), globalMaxPool2d, dropout2d(0.1), dense(10)", "write 'dropout(0.1)'"),
        ("flatten, conv2d(8, kernel: 3), dense(10)", "put it before 'flatten'"),
        ("flatten, dense(12), relu, maxPool2d(2), dense(10)", "put it before 'flatten'"),
        ("flatten, dense(12), globalMaxPool2d, dense(10)", "put it before 'flatten'"),
        (
            "flatten, conv2d(8, kernel: 3), relu, conv2d(8, kernel: 3), dense(10)",
            "put 'flatten' before 'dense(10)' instead"
        ),
        ("globalMaxPool2d, conv2d(8, kernel: 3), dense(10)", "put it before 'globalMaxPool2d'"),
        ("conv2d(8, kernel: 3), globalMaxPool2d, globalAveragePool2d, dense(10)", "leave it out"),
        ("flatten, residual([conv2d(1, kernel: 1)]), dense(10)", "put the 'residual' before 'flatten'"),
        ("conv2d(8, kernel: 3), residual([batchNorm1d, relu]), flatten, dense(10)", "write 'batchNorm2d'"),
        (
            "conv2d(8, kernel: 3), residual([dense(64), relu]), dense(10)",
            "put 'flatten' before the 'residual', and give that 'shortcut: [dense(64)]'"
        ),
        (
            "residual([conv2d(4, kernel: 3, padding: 1)]), flatten, dense(10)",
            "'shortcut: [conv2d(4, kernel: 1, bias: false), batchNorm2d]' would fit"
        ),
        (
            "conv2d(4, kernel: 1), residual([flatten, dense(7)]), dense(10)",
            "'shortcut: [flatten, dense(7)]' would fit"
        ),
        (
            "conv2d(4, kernel: 1), residual([conv2d(4, kernel: 3)]), flatten, dense(10)",
            "a 'padding:' in its convolutions keeps the size: 'padding: 1' for 'kernel: 3'; "
                + "as it is, 'shortcut: [conv2d(4, kernel: 3, bias: false), batchNorm2d]' would fit"
        ),
        (
            "conv2d(8, kernel: 3), residual([maxPool2d(3, stride: 1)]), flatten, dense(10)",
            "a 'padding:' in its layers keeps the size: 'padding: 1' for 'maxPool2d(3, stride: 1)'; "
                + "as it is, 'shortcut: [conv2d(8, kernel: 3, bias: false), batchNorm2d]' would fit"
        ),
        (
            "conv2d(8, kernel: 3), residual([averagePool2d(4, stride: 3), relu]), flatten, dense(10)",
            "'shortcut: [averagePool2d(3)]' would fit"
        ),
        (
            "conv2d(8, kernel: 3), residual([conv2d(8, kernel: 6, stride: 2)]), flatten, dense(10)",
            "'shortcut: [conv2d(8, kernel: 5, stride: 2, bias: false), batchNorm2d]' would fit"
        ),
        (
            "residual([conv2d(4, kernel: 3)]), flatten, dense(10)",
            "a 'padding:' in its convolutions keeps the size: 'padding: 1' for 'kernel: 3', "
                + "and then 'shortcut: [conv2d(4, kernel: 1, bias: false), batchNorm2d]' would fit; "
                + "as it is, 'shortcut: [conv2d(4, kernel: 3, bias: false), batchNorm2d]' would fit"
        ),
        (
            "conv2d(8, kernel: 29), flatten, dense(10)",
            "write 'conv2d(8, kernel: 28)' or 'conv2d(8, kernel: 29, padding: 1)'"
        ),
        // Behind the largest window there is too little for the pooling.
        (
            "conv2d(8, kernel: 29), maxPool2d(2), flatten, dense(10)",
            "write 'conv2d(8, kernel: 29, padding: 1)' or 'conv2d(8, kernel: 29, padding: 14)'"
        ),
        (
            "conv2d(8, kernel: 5, dilation: 9), flatten, dense(10)",
            "write 'conv2d(8, kernel: 5, dilation: 6)' or 'conv2d(8, kernel: 5, padding: 5, dilation: 9)'"
        ),
        // More padding than the most there may be does not help.
        (
            "conv2d(8, kernel: 64, dilation: 64), flatten, dense(10)",
            "write 'conv2d(8, kernel: 28)'"
        ),
        // Only the padding that keeps the size lets the input be added.
        (
            "conv2d(4, kernel: 1), residual([conv2d(4, kernel: 29)]), flatten, dense(10)",
            "write 'conv2d(4, kernel: 29, padding: 14)'"
        ),
        ("maxPool2d(29), flatten, dense(10)", "write 'maxPool2d(28)'"),
        ("averagePool2d(40, stride: 2), flatten, dense(10)", "write 'averagePool2d(28, stride: 2)'"),
        ("maxPool2d(28), relu, maxPool2d(2), flatten, dense(10)", "leave it out"),
        (
            "maxPool2d(40, stride: 2, padding: 1), flatten, dense(10)",
            "write 'maxPool2d(30, stride: 2, padding: 1)'"
        ),
        (
            "conv2d(8, kernel: 3), averagePool2d(3, stride: 2, padding: 2), flatten, dense(10)",
            "write 'averagePool2d(3, stride: 2, padding: 1)' or 'averagePool2d(4, stride: 2, padding: 2)'"
        ),
        (
            "conv2d(12, kernel: 3), conv2d(24, kernel: 3, groups: 5), flatten, dense(10)",
            "write 'conv2d(24, kernel: 3, groups: 4)' or 'conv2d(24, kernel: 3, groups: 6)'"
        ),
        (
            "conv2d(8, kernel: 3), conv2d(9, kernel: 3, groups: 8), flatten, dense(10)",
            "write 'conv2d(9, kernel: 3)'"
        ),
    ]

    @Test(arguments: mistaken)
    func `a network that follows the advice can be planned`(layers: String, advice: String) throws {
        let cell = "let digits = load(\"builtin\")\nlet model = train(digits, layers: [\(layers)])"
        let (source, found) = try Experiment().diagnose(cell)
        try #require(found.count == 1, "\(found.map(\.summary))")
        #expect(found[0].advice == advice)
        let choices =
            advice.hasPrefix("write ")
            ? advice.dropFirst("write ".count).components(separatedBy: " or ").map { "write \($0)" }
            : advice.components(separatedBy: "; as it is, ")
        for choice in choices {
            var mended = MendedNetwork(source.source.text, at: found[0].range)
            mended.follow(choice)
            let second = try Experiment().diagnose(mended.cell).found
            #expect(second.map(\.summary) == [], "\(mended.cell)")
        }
    }

    @Test func `a smaller window is not advised where the next window would not fit either`() throws {
        let layers = "residual([conv2d(1, kernel: 29), conv2d(1, kernel: 64)]), flatten, dense(10)"
        let (_, found) = try Experiment().diagnose(
            "let digits = load(\"builtin\")\nlet model = train(digits, layers: [\(layers)])")
        try #require(found.count == 1, "\(found.map(\.summary))")
        #expect(found[0].message.hasSuffix("but gets images of only 1×28×28"))
    }
}

extension Diagnostic {
    /// What is said about layers after what is wrong with them.
    fileprivate var advice: String? {
        if let label { return label }
        let facts = [", but gets ", ", and only equal shapes", " do not divide", ", but at most half"]
        guard let fact = facts.lazy.compactMap({ message.range(of: $0) }).first,
            let end = message.range(
                of: #"[:;] "#, options: .regularExpression, range: fact.upperBound..<message.endIndex)
        else { return nil }
        return String(message[end.upperBound...])
    }
}

/// A notebook with the layer that a message marks, and what its advice makes of it.
private struct MendedNetwork {
    private var before: String
    private var layer: String
    private var after: String

    init(_ text: String, at range: SourceRange) {
        let bytes = Array(text.utf8)
        before = String(decoding: bytes[..<range.lowerBound], as: UTF8.self)
        layer = String(decoding: bytes[range], as: UTF8.self)
        after = String(decoding: bytes[range.upperBound...], as: UTF8.self)
    }

    /// The notebook's only cell.
    var cell: String {
        let lines = (before + layer + after).split(separator: "\n", omittingEmptySubsequences: false)
        let start = lines.firstIndex { $0.hasPrefix("```") } ?? 0
        return lines[(start + 1)...].prefix { !$0.hasPrefix("```") }.joined(separator: "\n")
    }

    /// Does what advice says; what stands between quotation marks is code.
    mutating func follow(_ advice: String) {
        let code = advice.split(separator: "'", omittingEmptySubsequences: false)
            .enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
        if advice.hasPrefix("end it with") {
            layer = layer == "[]" ? "[\(code[0])]" : "\(layer), \(code[0])"
        } else if advice.hasPrefix("write ") {
            layer = code[0]
        } else if advice == "leave it out" {
            take()
        } else if advice.hasPrefix("put it before ") {
            let moved = layer
            take()
            if let place = before.range(of: code[0], options: .backwards) {
                before.insert(contentsOf: "\(moved), ", at: place.lowerBound)
            }
        } else if advice.hasPrefix("put the 'residual' before ") {
            widen()
            follow("put it before '\(code[1])'")
        } else if advice.hasSuffix(" before it") {
            before += "\(code[0]), "
        } else if advice.hasSuffix(" instead") {
            if let place = before.range(of: "\(code[0]), ", options: .backwards) {
                before.removeSubrange(place)
            }
            if let place = after.range(of: code[1]) {
                after.insert(contentsOf: "\(code[0]), ", at: place.lowerBound)
            }
        } else if advice.contains(" before the 'residual'") {
            widen()
            before += "\(code[0]), "
            if code.count > 2 { give(code[2]) }
        } else {
            if advice.hasPrefix("a 'padding:'") {
                let old = code[2].hasSuffix(")") ? code[2] : "\(code[2]))"
                layer = layer.replacingOccurrences(of: old, with: "\(old.dropLast()), \(code[1]))")
            }
            if let shortcut = code.last, shortcut.hasPrefix("shortcut:") { give(shortcut) }
        }
    }

    /// Leaves the layer out, with the comma behind it.
    private mutating func take() {
        layer = ""
        if after.hasPrefix(", ") { after.removeFirst(2) }
    }

    /// Goes from a layer to the residual that contains it.
    private mutating func widen() {
        guard let start = before.range(of: "residual(", options: .backwards)?.lowerBound,
            let end = after.range(of: "])")?.upperBound
        else { return }
        layer = String(before[start...]) + layer + String(after[..<end])
        before.removeSubrange(start...)
        after.removeSubrange(..<end)
    }

    /// Gives the residual an argument.
    private mutating func give(_ argument: String) { layer = "\(layer.dropLast()), \(argument))" }
}

import NeuralNet
import Workflow

/// A comparison of the tensors of a network's file with those of the reported file.
package struct TensorComparison: Sendable {
    /// The differences, in words: names, shapes, numbers beyond the tolerance, and other parts of the files.
    package private(set) var differences: [String] = []

    /// The number of tensors that were compared.
    package private(set) var tensorCount = 0

    /// The number of elements that were compared.
    package private(set) var numberCount = 0

    /// The largest difference of two numbers, and its tensor; `nil` if all numbers are equal.
    package private(set) var largest: (tensor: String, difference: Double)?

    private let tolerance: Double

    /// The maximum length of a tensor's name in messages, in bytes.
    private static let longestName = 200

    /// Compares names, shapes and other parts exactly, and numbers within the tolerance.
    ///
    /// - Parameter tolerance: the absolute and relative tolerance: two numbers agree if they differ by at most this
    ///   plus this share of the reported one. NaN and infinity agree with nothing.
    package init(of reported: SavedTensors, with computed: SavedTensors, tolerance: Double) {
        self.tolerance = tolerance
        // Names are unique in a file, as its reader has checked.
        let before = Dictionary(reported.tensors.map { ($0.name, $0) }) { first, _ in first }
        for tensor in computed.tensors {
            if let then = before[tensor.name] {
                compare(then, tensor)
            } else {
                differences.append("\(Self.words(tensor)) was not reported")
            }
        }
        let names = Set(computed.tensors.map(\.name))
        for tensor in reported.tensors where !names.contains(tensor.name) {
            differences.append("\(Self.words(tensor)) is missing")
        }
        // A missing tensor is missing in all other parts of the file too.
        let haveSameTensors =
            before.count == names.count
            && computed.tensors.allSatisfy { before[$0.name]?.sizes == $0.sizes }
        if haveSameTensors { compareOthers(reported, computed) }
    }

    private mutating func compare(_ reported: StoredTensor, _ computed: StoredTensor) {
        let words = Self.words(computed)
        guard reported.sizes == computed.sizes else {
            differences.append(
                "\(words) is \(Self.shape(computed)), reported as \(Self.shape(reported))")
            return
        }
        let (then, now): (Tensor, Tensor)
        do {
            (then, now) = (try reported.read(), try computed.read())
        } catch {
            differences.append("\(words) cannot be compared: \(error)")
            return
        }
        tensorCount += 1
        numberCount += now.values.count
        var beyond = 0
        var most: (difference: Double, now: Float, then: Float) = (0, 0, 0)
        for (then, now) in zip(then.values, now.values) {
            let difference = abs(Double(now) - Double(then))
            // Written so that NaN counts as different; the tolerance of an infinite number is infinite.
            let isClose = difference.isFinite && difference <= tolerance + tolerance * abs(Double(then))
            if !isClose { beyond += 1 }
            let size = difference.isNaN ? .infinity : difference
            if size > most.difference { most = (size, now, then) }
        }
        if most.difference > largest?.difference ?? 0 { largest = (Self.name(computed), most.difference) }
        guard beyond > 0 else { return }
        let amount = most.difference.isFinite ? " by up to \(NumberText.short(most.difference))" : ""
        differences.append(
            "\(words) differs by more than the tolerance in \(NumberText.grouped(beyond)) of "
                + "\(NumberText.grouped(now.values.count)) numbers\(amount): "
                + "\(NumberText.short(Double(most.now))), reported as \(NumberText.short(Double(most.then)))")
    }

    private mutating func compareOthers(_ reported: SavedTensors, _ computed: SavedTensors) {
        let before = Dictionary(reported.otherParts.map { ($0.name, $0) }) { first, _ in first }
        for part in computed.otherParts {
            guard let then = before[part.name] else {
                differences.append("\(Self.cut(part.name)) was not reported")
                continue
            }
            guard let then = try? then.read(), let now = try? part.read(), then == now else {
                differences.append("\(Self.cut(part.name)) is not the same")
                continue
            }
        }
        let names = Set(computed.otherParts.map(\.name))
        for part in reported.otherParts where !names.contains(part.name) {
            differences.append("\(Self.cut(part.name)) is missing")
        }
    }

    private static func shape(_ tensor: StoredTensor) -> String {
        tensor.sizes.isEmpty ? "a single number" : tensor.sizes.map(String.init).joined(separator: "×")
    }

    private static func words(_ tensor: StoredTensor) -> String { "the tensor '\(name(tensor))'" }

    private static func name(_ tensor: StoredTensor) -> String { cut(tensor.name) }

    private static func cut(_ name: String) -> String {
        name.utf8.count <= longestName ? name : String(name.unicodeScalars.prefix(longestName / 4)) + "…"
    }
}

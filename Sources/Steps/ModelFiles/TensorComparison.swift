import NeuralNet
import Workflow

/// The tensors of a network's file beside those of the file that was reported.
package struct TensorComparison: Sendable {
    /// What differs, in words: names, shapes, numbers that are too far apart, and what the files hold beside tensors.
    package private(set) var differences: [String] = []

    /// The tensors whose numbers were compared.
    package private(set) var tensorCount = 0

    /// The numbers that were compared.
    package private(set) var numberCount = 0

    /// The largest difference of two numbers, and the tensor that has it; `nil` where all numbers are the same.
    package private(set) var largest: (tensor: String, difference: Double)?

    private let tolerance: Double

    /// The most bytes of a tensor's name that are shown.
    private static let longestName = 200

    /// Compares: names, shapes and what the files hold beside tensors exactly, numbers within the tolerance.
    ///
    /// - Parameter tolerance: two numbers agree where they differ by at most this and this share of the reported one. What is
    ///   not a number or infinite agrees with nothing.
    package init(of reported: SavedTensors, with computed: SavedTensors, tolerance: Double) {
        self.tolerance = tolerance
        // Names stand once in a file, which its reader saw to.
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
            differences.append("\(Self.words(tensor)) is not there any more")
        }
        // A tensor that is missing is missing everywhere else in the file too.
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
            // Written so that NaN is too far away; of an infinite number the share is infinite too.
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
            differences.append("\(Self.cut(part.name)) is not there any more")
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

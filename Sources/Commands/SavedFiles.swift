import FoundationEssentials
import Reporting
import Steps
import Workflow

/// The files that a reported run saved, as far as they are at hand, beside those that it saved when it was computed again.
struct SavedFiles {
    /// The folders that the reported run's outputs may lie in, each with its slash; empty for the working folder.
    private let folders: [String]

    /// What the notebook's outputs are called.
    private let name: String

    /// The folder that the run computed again saved into.
    private let computed: String

    /// The most bytes of a file that are read.
    private static let limit = 1 << 31

    /// Looks for the files of a report or record.
    ///
    /// - Parameters:
    ///   - report: its path.
    ///   - folder: where else its outputs may lie.
    ///   - name: what they are called: the report is `NAME.html`, and the files are in `NAME/`.
    ///   - computed: the folder that the run computed again saved into.
    init(beside report: String, orIn folder: String? = nil, name: String, computed: String) {
        let own = report.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(report[..<$0]) + "/" } ?? ""
        folders = [own] + (folder.map { [$0 + "/"] } ?? [])
        self.name = name
        self.computed = computed
    }

    /// A reported file, as far as it is at hand.
    private enum Received {
        case found(Data)
        case absent
        case problem(SavedFileVerdict)
    }

    /// Looks at what a file holds whose bytes are not those that were reported.
    ///
    /// - Parameter tolerance: how far numbers may be apart, absolutely and as a share together.
    func verdict(on file: RunRecord.File, tolerance: Double) -> SavedFileVerdict {
        let reported: Data
        switch received(file) {
        case .found(let data): reported = data
        case .absent:
            return .uncompared(
                "it is not at hand, only its hash, which says nothing where the arithmetic is another; name the folder that it lies in with --files"
            )
        case .problem(let verdict): return verdict
        }
        let now: SavedTensors
        do {
            now = try SavedTensors(
                decoding: RegularFile.contents(of: computed + "/" + file.path, limit: Self.limit))
        } catch {
            return .uncompared(
                "nothing but its bytes can be compared, which follow the arithmetic: no network is read in it, for \(error)"
            )
        }
        let then: SavedTensors
        do {
            then = try SavedTensors(decoding: reported)
        } catch {
            return .different(["the reported one cannot be read as a network, for \(error)"])
        }
        let comparison = TensorComparison(of: then, with: now, tolerance: tolerance)
        guard comparison.differences.isEmpty else { return .different(comparison.differences) }
        return .close(Self.words(comparison))
    }

    /// Looks whether a file lies among the report's outputs with other bytes than its hash is of.
    ///
    /// - Returns: `nil` where it is the one, or is not at hand.
    func obstacle(to file: RunRecord.File) -> SavedFileVerdict? {
        if case .problem(let verdict) = received(file) { verdict } else { nil }
    }

    private static func words(_ comparison: TensorComparison) -> String {
        let count =
            "\(comparison.tensorCount) tensors with \(NumberText.grouped(comparison.numberCount)) numbers"
        let distance =
            comparison.largest.map {
                "the largest difference \(NumberText.short($0.difference)) in '\($0.tensor)'"
            } ?? "all the same"
        return "\(count), \(distance); names, shapes and what else it says are the same"
    }

    /// Finds the reported file: where a run leaves it, or in the folder itself.
    ///
    /// Who put a file to the report's other outputs says that it is one of them; what lies elsewhere under the same name may
    /// be anything, and counts only where it has the reported hash.
    private func received(_ file: RunRecord.File) -> Received {
        var obstacle: SavedFileVerdict?
        for folder in folders {
            for (path, isOutput) in [(folder + name + "/" + file.path, true), (folder + file.path, false)]
            where FileManager.default.fileExists(atPath: path) {
                do {
                    let data = try RegularFile.contents(of: path, limit: Self.limit)
                    let hash = ContentHash(of: data).hexadecimal
                    if hash == file.sha256 { return .found(data) }
                    guard isOutput else { continue }
                    obstacle =
                        obstacle
                        ?? .different([
                            "'\(path)' is not the one that was reported: SHA-256 \(hash.prefix(12)), not \(file.sha256.prefix(12))"
                        ])
                } catch {
                    guard isOutput else { continue }
                    obstacle = obstacle ?? .uncompared("'\(path)' cannot be read: \(error)")
                }
            }
        }
        return obstacle.map(Received.problem) ?? .absent
    }
}

import FoundationEssentials
import Reporting
import Steps
import Workflow

/// The files that a reported run saved, as far as they are available, beside those of the recomputed run.
struct SavedFiles {
    /// The folders that may contain the reported run's outputs, each with a trailing slash; empty for the working
    /// directory.
    private let folders: [String]

    /// The name of the notebook's outputs.
    private let name: String

    /// The folder to which the recomputed run saved.
    private let computed: String

    /// The most bytes of a file that are read.
    private static let limit = 1 << 31

    /// Locates the files of a report or record.
    ///
    /// - Parameters:
    ///   - report: its path.
    ///   - folder: another folder that may contain its outputs.
    ///   - name: the name of its outputs: the report is `NAME.html`, and the files are in `NAME/`.
    ///   - computed: the folder to which the recomputed run saved.
    init(beside report: String, orIn folder: String? = nil, name: String, computed: String) {
        let own = report.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(report[..<$0]) + "/" } ?? ""
        folders = [own] + (folder.map { [$0 + "/"] } ?? [])
        self.name = name
        self.computed = computed
    }

    /// A reported file, as far as it is available.
    private enum Received {
        case found(Data)
        case absent
        case problem(SavedFileVerdict)
    }

    /// Compares the contents of a file whose bytes differ from the reported ones.
    ///
    /// - Parameter tolerance: the tolerance for numbers, both absolute and relative.
    func verdict(on file: RunRecord.File, tolerance: Double) -> SavedFileVerdict {
        let reported: Data
        switch received(file) {
        case .found(let data): reported = data
        case .absent:
            return .uncompared(
                "it is not available, only its hash, which says nothing if the arithmetic differs; name its folder with --files"
            )
        case .problem(let verdict): return verdict
        }
        let now: SavedTensors
        do {
            now = try SavedTensors(
                decoding: RegularFile.contents(of: computed + "/" + file.path, limit: Self.limit))
        } catch {
            return .uncompared(
                "only its bytes can be compared, and they depend on the arithmetic: it cannot be read as a network, for \(error)"
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

    /// Checks whether a file among the report's outputs has other bytes than its reported hash.
    ///
    /// - Returns: `nil` if it is the reported file, or is not available.
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
        return "\(count), \(distance); names, shapes and everything else in it are the same"
    }

    /// Finds the reported file: where a run leaves it, or in the folder itself.
    ///
    /// A file beside the report's other outputs is claimed to be one of them; a file of the same name elsewhere may
    /// be unrelated, and counts only if it has the reported hash.
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

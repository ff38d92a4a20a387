import Foundation
import Steps

extension SavedModel {
    /// Why a file is not read; `nil` where it is.
    static func problem(decoding file: Data) -> String? {
        do throws(ModelFileProblem) {
            _ = try SavedModel(decoding: file, threads: 1)
            return nil
        } catch {
            return error.description
        }
    }
}

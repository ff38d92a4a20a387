import Foundation
import Images

extension Data {
    /// A JPEG file of the fixtures.
    static func jpegFixture(_ name: String) throws -> Data {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try Data(contentsOf: folder.appending(path: "Fixtures/\(name).jpg"))
    }
}

extension ColourImage {
    /// Why a file is not read; `nil` where it is.
    static func problem(decoding data: Data) -> String? {
        do throws(ImageFileProblem) {
            _ = try ColourImage(decoding: data)
            return nil
        } catch {
            return error.description
        }
    }
}

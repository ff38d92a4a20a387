package import FoundationEssentials
import Workflow

/// The files of pictures: those that are named, and those in folders that are named.
package enum PictureFiles {
    /// The most bytes of all pictures together.
    static let limit = 1 << 30

    private static let endings: Set = ["png", "jpg", "jpeg", "pgm"]

    /// The paths of the pictures that a path stands for: the file, or the folder's files that are called like pictures, in
    /// the order of their names with numbers in them compared as numbers.
    ///
    /// - Throws: ``StepFailure`` where a folder has none.
    package static func paths(at path: String, name: String) throws -> [(path: String, name: String)] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder else {
            return [(path, name)]
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { file in
            // A link may lead anywhere; what is read lies in the folder itself.
            let type = try? FileManager.default.attributesOfItem(atPath: path + "/" + file)[.type]
            let ending = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
            return type as? FileAttributeType == .typeRegular && !file.hasPrefix(".")
                && endings.contains(ending)
        }
        guard !names.isEmpty else {
            throw StepFailure("'\(name)' has no pictures: no files that end in .png, .jpg, .jpeg or .pgm")
        }
        let folder = name.hasSuffix("/") ? name : name + "/"
        return names.sorted(by: isBefore).map { (path + "/" + $0, folder + $0) }
    }

    /// Reads a picture's bytes.
    package static func contents(of path: String, name: String) throws -> Data {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw StepFailure("'\(name)' is no file")
        }
        guard attributes[.size] as? Int ?? 0 <= limit else {
            throw StepFailure("'\(name)' has more than the \(NumberText.bytes(limit)) that are read")
        }
        return try Data(contentsOf: URL(filePath: path))
    }

    /// `2.png` before `10.png`.
    private static func isBefore(_ first: String, _ second: String) -> Bool {
        let (one, other) = (parts(of: first), parts(of: second))
        for (left, right) in zip(one, other) where left != right {
            if let a = Int(left), let b = Int(right), a != b { return a < b }
            return Array(left.utf8).lexicographicallyPrecedes(Array(right.utf8))
        }
        return one.count < other.count
    }

    /// A name's runs of digits and of anything else.
    private static func parts(of name: String) -> [String] {
        var parts: [String] = []
        for character in name {
            let isDigit = ("0"..."9").contains(character)
            if let last = parts.last?.last, ("0"..."9").contains(last) == isDigit {
                parts[parts.count - 1].append(character)
            } else {
                parts.append(String(character))
            }
        }
        return parts
    }
}

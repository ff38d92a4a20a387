package import FoundationEssentials

/// A file of a data set with its bytes.
package struct DataFile: Sendable {
    /// The name within the data set.
    package let name: String
    /// The name in messages about it.
    package let shownName: String
    /// The stored bytes, compressed or not.
    package let data: Data

    /// Makes a file.
    ///
    /// - Parameter folder: the name of its folder, for messages.
    package init(name: String, in folder: String? = nil, data: Data) {
        self.name = name
        shownName = folder.map { $0 + "/" + name } ?? name
        self.data = data
    }
}

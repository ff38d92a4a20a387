import Notebooks
import Workflow

/// The files that a notebook may refer to: the images of its prose, and every string in its cells that could be a
/// path.
///
/// In a notebook with mistakes it is unknown which strings are paths; a missing file may be the mistake.
struct NamedFiles {
    /// The most files that are watched.
    private static let most = 1000

    /// Their paths, whether the files exist or not.
    let paths: [String]

    /// Collects the files that a notebook may refer to.
    init(in notebook: Notebook, _ files: ReadableFiles) {
        var names = notebook.images.map(\.address)
        var pending = notebook.cells.flatMap(\.statements).map(\.expression)
        while let next = pending.popLast(), names.count < Self.most {
            if case .string(let text) = next.kind { names.append(text) }
            pending += next.parts
        }
        // A string such as '.' would be the notebook's whole folder.
        let known = Set(names.filter { $0.contains { $0 != "." && $0 != "/" } })
        paths = known.sorted().compactMap(files.place)
    }
}

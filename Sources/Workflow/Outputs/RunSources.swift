/// The files that a run reads, which it never replaces, even if replacing files is allowed.
public struct RunSources: Sendable {
    /// The paths of the notebook and of the page template.
    private let documents: [String]

    /// The paths of the files that the notebook's steps and prose read.
    private let inputs: [String]

    /// Makes them from paths.
    ///
    /// - documents: the notebook and the page template.
    ///   - documents: the notebook, and the page that the report is put into.
    ///   - inputs: the files that steps and prose read.
    public init(documents: [String] = [], inputs: [String] = []) {
        self.documents = documents
        self.inputs = inputs
    }

    /// Checks that none of them would be replaced.
    ///
    /// - Parameters:
    ///   - paths: the paths to be written, inside a folder.
    ///   - directory: that folder, as the user knows it.
    /// - Throws: ``OutputProblem`` for the first path that leads to one of them.
    func spare(_ paths: [String], in directory: String) throws(OutputProblem) {
        let documents = documents.compactMap { path in OpenFolder.Status(ofPath: path).map { (path, $0) } }
        let inputs = inputs.compactMap(OpenFolder.Status.init(ofPath:))
        for path in paths {
            let shown = "\(directory)/\(path)"
            guard let there = OpenFolder.Status(ofPath: shown) else { continue }
            if let document = documents.first(where: { $0.1.isSameFile(as: there) }) {
                throw OutputProblem(
                    "'\(shown)' would be written over '\(document.0)', which this run is made from; name another folder with --output-dir"
                )
            }
            guard !inputs.contains(where: { $0.isSameFile(as: there) }) else {
                throw OutputProblem(
                    "'\(shown)' is read by this run, which would write over it; save under another name, or name another folder with --output-dir"
                )
            }
        }
    }

    /// Whether the notebook reads the file at a path.
    func reads(_ path: String) -> Bool {
        guard let there = OpenFolder.Status(ofPath: path) else { return false }
        return inputs.contains { OpenFolder.Status(ofPath: $0)?.isSameFile(as: there) ?? false }
    }
}

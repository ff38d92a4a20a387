import FoundationEssentials

extension Plan {
    /// The files and folders that the steps and the prose name, links resolved, as far as they are known before
    /// anything runs.
    ///
    /// - Parameter files: the files that the notebook may read.
    package func readPaths(in files: ReadableFiles) -> [String] {
        readNames.compactMap { try? files.path(of: $0) }
    }

    /// The same paths as written, links not resolved: a link may be changed to lead elsewhere.
    package func readPlaces(in files: ReadableFiles) -> [String] {
        readNames.compactMap { name in
            guard let place = files.place(of: name), let real = try? files.path(of: name) else { return nil }
            // A file whose accents are written differently does not exist under the name as written.
            return FileManager.default.fileExists(atPath: place) ? place : real
        }
    }
}

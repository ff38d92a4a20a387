import FoundationEssentials

extension Plan {
    /// The files and folders that the steps and the prose name, links followed, as far as they are known before anything
    /// runs.
    ///
    /// - Parameter files: what the notebook may read.
    package func readPaths(in files: ReadableFiles) -> [String] {
        readNames.compactMap { try? files.path(of: $0) }
    }

    /// The same as they are named, links left as they are: one may come to lead elsewhere.
    package func readPlaces(in files: ReadableFiles) -> [String] {
        readNames.compactMap { name in
            guard let place = files.place(of: name), let real = try? files.path(of: name) else { return nil }
            // What is named with its accents written otherwise is not there as it is named.
            return FileManager.default.fileExists(atPath: place) ? place : real
        }
    }
}

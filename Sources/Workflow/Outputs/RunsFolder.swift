package import FoundationEssentials
import Glibc

/// The folder `runs` in an output folder, in which each run leaves a file that is never changed.
///
/// A file appears whole under its name, by a hard link, and never replaces another one, so that any number of runs can
/// write at once, on a network's file system too. It is not synced to the disk, which would take many times as long as
/// everything else here; after a power failure its name tells that it is not whole.
package struct RunsFolder: Sendable {
    /// A run's file.
    package struct File: Sendable {
        /// Its name.
        package let name: String
        /// Its content, or why there is none.
        package let content: Result<Data, OutputProblem>
    }

    /// The folder's name.
    package static let name = "runs"

    /// The output folder as the user knows it.
    private let directory: String

    /// The most bytes of a run's file.
    private static let limit = 1 << 26

    /// The most runs with the same start and content.
    private static let mostEqual = 1000

    /// Names the folder in an output folder.
    package init(in directory: String) { self.directory = directory }

    /// The folder's path as the user knows it.
    package var path: String { "\(directory)/\(Self.name)" }

    /// Adds a run's file.
    ///
    /// - Parameters:
    ///   - started: the start of the run, in the form of ISO 8601 with milliseconds.
    ///   - notebook: the name of the notebook's outputs.
    /// - Returns: the file's name.
    /// - Throws: ``OutputProblem`` if the system refuses; then nothing is left behind.
    @discardableResult package func add(
        _ content: Data, started: String, notebook: String
    ) throws(OutputProblem) -> String {
        let hash = ContentHash(of: content)
        do throws(SystemError) {
            let folder = try OpenFolder(at: directory).makingFolder(Self.name)
            var number = 1
            while true {
                let name = RunFileName(started: started, notebook: notebook, hash: hash, number: number).text
                do throws(SystemError) {
                    try folder.write(content, to: name, replacing: false)
                    return name
                } catch {
                    // A run that starts at a given time and takes as long as another one is another run all the same.
                    guard error.number == EEXIST, number < Self.mostEqual else { throw error }
                    number += 1
                }
            }
        } catch {
            throw OutputProblem("nothing can be written to '\(path)': \(error.reason)")
        }
    }

    /// The files of all runs, in the order of their starts; none if there is no such folder.
    ///
    /// - Throws: ``OutputProblem`` if the folder cannot be read.
    package func files() throws(OutputProblem) -> [File] {
        do throws(SystemError) {
            let folder = try OpenFolder(at: directory).folder(Self.name)
            return try folder.names().compactMap { bytes in
                guard let text = String(validating: bytes, as: UTF8.self), let name = RunFileName(text) else {
                    return nil
                }
                return File(name: text, content: Self.content(name, in: folder))
            }
        } catch {
            guard error.number != ENOENT else { return [] }
            throw OutputProblem("'\(path)' cannot be read: \(error.reason)")
        }
    }

    private static func content(
        _ name: RunFileName, in folder: borrowing OpenFolder
    ) -> Result<Data, OutputProblem> {
        do throws(SystemError) {
            let content = try folder.read(name.text, limit: limit)
            guard name.fits(content) else {
                return .failure(OutputProblem("it is not what the run wrote, by the hash in its name"))
            }
            return .success(content)
        } catch {
            return .failure(OutputProblem("it cannot be read: \(error.reason)"))
        }
    }
}

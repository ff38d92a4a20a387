package import FoundationEssentials
import Glibc

/// A folder in which programs on several machines leave notes for each other, on a network file system or another one.
///
/// A note is there whole or not at all, since its bytes are on the disk before it gets its name; it is made once by
/// `link(2)`, which is atomic where appending and locks are not. What another machine has removed or replaced at this
/// very moment is looked for again.
package struct SharedFolder: Sendable {
    /// The folder's path.
    package let path: String

    /// The most looks for something that a file server says is stale, and the time between them.
    private static let looks = 5
    private static let pause: UInt32 = 20_000

    /// Describes a folder, which need not exist.
    package init(at path: String) { self.path = path }

    /// The folder of this name in it, which need not exist.
    package func folder(_ name: String) -> SharedFolder { SharedFolder(at: "\(path)/\(name)") }

    /// The folder's name.
    package var name: String {
        String(path.suffix(from: path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex))
    }

    /// The folder of this name in the same one.
    package func beside(_ name: String) -> SharedFolder {
        SharedFolder(at: "\(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))/\(name)")
    }

    /// Makes the folder, if it does not exist; the one that it is in must exist.
    ///
    /// - Throws: ``SystemError`` if that is impossible.
    package func make() throws(SystemError) {
        guard mkdir(path, 0o777) != 0, errno != EEXIST else { return }
        throw SystemError(number: errno)
    }

    /// Adds a note, unless there is one of this name.
    ///
    /// - Returns: whether it was added.
    /// - Throws: ``SystemError`` if the disk refuses it.
    @discardableResult package func add(_ note: Data, as name: String) throws(SystemError) -> Bool {
        do throws(SystemError) {
            try OpenFolder(at: path).write(note, to: name, replacing: false, durably: true)
            return true
        } catch {
            guard error.number == EEXIST else { throw error }
            // A server that did it may be asked again, where its answer was lost.
            return (try? read(name, limit: note.count)) == note
        }
    }

    /// Writes a note in place of the one of this name, if there is one.
    ///
    /// - Parameter isDurable: whether it is on the disk before it has its name, as what will not be written again must be.
    /// - Throws: ``SystemError`` if the disk refuses it.
    package func replace(_ note: Data, as name: String, durably isDurable: Bool = true) throws(SystemError) {
        try OpenFolder(at: path).write(note, to: name, durably: isDurable)
    }

    /// The bytes of a note; `nil` if there is none.
    ///
    /// - Parameter limit: the most bytes of a note.
    /// - Throws: ``SystemError`` if it cannot be read.
    package func read(_ name: String, limit: Int) throws(SystemError) -> Data? {
        try Self.patiently { () throws(SystemError) -> Data in
            try OpenFolder(at: path).read(name, limit: limit)
        }
    }

    /// The names of the notes, sorted; none if there is no such folder.
    ///
    /// - Throws: ``SystemError`` if they cannot be read.
    package func names() throws(SystemError) -> [String] {
        let names = try Self.patiently { () throws(SystemError) -> [[UInt8]] in
            try OpenFolder(at: path).names()
        }
        return (names ?? []).map { String(decoding: $0, as: UTF8.self) }.filter { !$0.hasPrefix(".") }
            .sorted()
    }

    /// Removes a note, if there is one.
    ///
    /// - Throws: ``SystemError`` if it cannot be removed.
    package func remove(_ name: String) throws(SystemError) {
        _ = try Self.patiently { () throws(SystemError) in try OpenFolder(at: path).remove(name) }
    }

    /// Removes the folder with everything in it, as far as that is possible: what remains is only in the way of nobody.
    package func removeAll() {
        // Half of it would be taken for the whole.
        let gone = beside(".gone-\(UInt64.random(in: 0 ... .max))")
        try? FileManager.default.removeItem(atPath: rename(path, gone.path) == 0 ? gone.path : path)
    }

    /// Gives the folder this name beside it, unless that is taken.
    ///
    /// - Returns: the folder by its new name; `nil` if it is taken.
    /// - Throws: ``SystemError`` if it cannot be renamed.
    package func renamed(_ name: String) throws(SystemError) -> SharedFolder? {
        let new = beside(name)
        // A folder with something in it is never replaced.
        if rename(path, new.path) == 0 { return new }
        guard errno != EEXIST, errno != ENOTEMPTY else { return nil }
        throw SystemError(number: errno)
    }

    /// - Returns: `nil` if there is no such file or folder.
    private static func patiently<Value>(
        _ look: () throws(SystemError) -> Value
    ) throws(SystemError) -> Value? {
        for number in 1...looks {
            do throws(SystemError) {
                return try look()
            } catch {
                if error.number == ENOENT { return nil }
                guard error.number == ESTALE, number < looks else { throw error }
            }
            usleep(pause)
        }
        return nil
    }
}

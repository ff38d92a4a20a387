import FoundationEssentials
import Glibc
import Synchronization

/// What programs on several machines are doing, as notes in a shared folder, so that no two do the same while both are
/// alive.
///
/// A note holds its owner and a number that the owner counts up while it lives. Clocks of different machines are never
/// compared: who waits for a note that does not change for a while, by its own clock, takes it over. Should two do so at
/// once, both compute the same bits. A reference type, because the thread that counts shares it with the one that works.
package final class SharedClaims: Sendable {
    private struct State {
        var held: Set<String> = []
        var count = 0
    }

    private let folder: SharedFolder
    private let owner: String
    private let patience: Duration
    private let state = Mutex(State())

    /// The time between two looks at a note, in microseconds.
    private static let interval: UInt32 = 100_000
    private static let mostBytes = 4096

    /// Makes claims of which there are none yet.
    ///
    /// - Parameters:
    ///   - folder: the shared folder.
    ///   - owner: a name without blanks that nobody else has.
    ///   - patience: how long another's note may stay as it is.
    package init(in folder: SharedFolder, owner: String, patience: Duration) {
        self.folder = folder
        self.owner = owner
        self.patience = patience
    }

    /// Claims something, or waits until its owner is done with it.
    ///
    /// - Parameters:
    ///   - name: its name, which is that of a file.
    ///   - cancellation: ends the wait.
    /// - Returns: whether it is held from now on; if not, its owner was done with it, or the wait was ended. Where the
    ///   folder cannot be written, everything is done without a claim.
    package func claim(_ name: String, _ cancellation: Cancellation) -> Bool {
        do throws(SystemError) {
            let isNew = try folder.add(note(), as: name)
            if !isNew, try !waits(for: name, cancellation) { return false }
            state.withLock { _ = $0.held.insert(name) }
        } catch {}
        return true
    }

    /// Releases what is held of this name.
    package func release(_ name: String) {
        // A beat in between would write the note again, perhaps over that of the next owner.
        state.withLock { state in
            guard state.held.remove(name) != nil, isOwn(name) else { return }
            try? folder.remove(name)
        }
    }

    /// Shows that the owner lives.
    package func beat() {
        state.withLock { state in
            state.count += 1
            for name in state.held.sorted() {
                // One that stood still for long may have lost it.
                if isOwn(name) {
                    try? folder.replace(note(state.count), as: name, durably: false)
                } else {
                    state.held.remove(name)
                }
            }
        }
    }

    private func isOwn(_ name: String) -> Bool {
        (try? folder.read(name, limit: Self.mostBytes)).map(Self.owner) == owner
    }

    /// Removes the claims of owners that are known to be dead.
    ///
    /// - Parameter isDead: whether an owner is.
    package static func remove(from folder: SharedFolder, of isDead: (_ owner: String) -> Bool) {
        for name in (try? folder.names()) ?? [] {
            guard let note = try? folder.read(name, limit: mostBytes), isDead(owner(of: note)) else {
                continue
            }
            try? folder.remove(name)
        }
    }

    /// - Returns: whether the claim was taken over from an owner that gave no sign of life.
    private func waits(for name: String, _ cancellation: Cancellation) throws(SystemError) -> Bool {
        var last: Data?
        var since = ContinuousClock.now
        var turns = 0
        while !cancellation.isRequested {
            guard let note = try folder.read(name, limit: Self.mostBytes) else { return false }
            let now = ContinuousClock.now
            if note != last { (last, since, turns) = (note, now, 0) }
            if now - since > patience {
                // Of all that have waited one takes it over; should that one die too, another does after the next wait.
                turns += 1
                let turn = "\(name).after-\(ContentHash(of: note).hexadecimal.prefix(16))-\(turns)"
                if try folder.add(Data(owner.utf8), as: turn) {
                    try folder.replace(self.note(), as: name)
                    return true
                }
                since = now
            }
            usleep(Self.interval)
        }
        return false
    }

    private func note() -> Data { note(state.withLock { $0.count }) }

    private func note(_ count: Int) -> Data { Data("\(owner) \(count)".utf8) }

    private static func owner(of note: Data) -> String {
        String(decoding: note.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    }
}

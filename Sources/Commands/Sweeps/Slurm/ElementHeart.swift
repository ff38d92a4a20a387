import Dispatch
import Synchronization
import Workflow

/// Shows from time to time that an element lives, and what it does, on a thread of its own.
///
/// A reference type, because that thread shares it.
final class ElementHeart: Sendable {
    private let element: Int
    private let wave: SweepWave
    private let claims: SharedClaims
    private let beat = Mutex(BeatNote())
    private let queue = DispatchQueue(label: "stepbook.beat")
    private let isOver = Mutex(false)

    /// The time between two beats.
    private static let interval = 2.0

    /// Begins to beat.
    init(of element: Int, in wave: SweepWave, claims: SharedClaims) {
        self.element = element
        self.wave = wave
        self.claims = claims
        beatAgain()
    }

    /// Ends with a last beat.
    func stop() {
        isOver.withLock { $0 = true }
        queue.sync { write() }
    }

    private func beatAgain() {
        queue.async { [weak self] in
            guard let self, !isOver.withLock({ $0 }) else { return }
            write()
            queue.asyncAfter(deadline: .now() + Self.interval) { [weak self] in self?.beatAgain() }
        }
    }

    private func write() {
        let note = beat.withLock { beat in
            beat.count += 1
            return beat
        }
        // A beat that cannot be written is missed by the display alone.
        try? wave.beats.replace(MessageLines.line(note), as: BeatNote.name(of: element), durably: false)
        claims.beat()
    }

    /// Notes that a run begins.
    func begin(_ run: Int) {
        beat.withLock { beat in
            beat.run = run
            beat.words = "begins"
            beat.fraction = nil
        }
    }

    /// Notes what the run does.
    func note(_ words: String, _ fraction: Double?) {
        beat.withLock { beat in
            beat.words = words
            beat.fraction = fraction
        }
    }

    /// Notes that something was computed that is kept.
    func noteKept() { beat.withLock { $0.kept += 1 } }
}

import Workflow

/// What is known of an element of an array.
struct ElementWatch {
    /// Why Slurm has no state of an element.
    enum Absence {
        /// It does not know the array.
        case unknown
        /// It lists others.
        case unlisted
        /// It lists nothing.
        case empty

        /// How long that must last to mean something: an answer may be given too early, or by a controller that is being
        /// started.
        var patience: Duration { self == .empty ? .seconds(60) : .seconds(10) }
    }

    /// What it said last of itself.
    private(set) var beat = BeatNote()
    /// How it came to its end; `nil` while it may be alive.
    private(set) var end: End?

    private var lastBeat: ContinuousClock.Instant?
    private var endedAt: ContinuousClock.Instant?
    private var hasBegun = false
    /// Whether it is in the queue.
    private(set) var isWaiting = false
    private var missing = 0
    private var missingSince: ContinuousClock.Instant?

    /// The least number of answers without an element that mean something.
    private static let mostMissing = 4
    /// How long after its last sign an element without a state, or with one of its end, is taken for alive.
    private static let pulse = Duration.seconds(8)
    /// How long notes of an element that is over may take to be visible here: a while if it says that all is done.
    private static let patience = (done: Duration.seconds(60), else: Duration.seconds(5))

    /// Takes what an element says of itself.
    ///
    /// - Returns: whether it is new.
    mutating func take(_ beat: BeatNote, at now: ContinuousClock.Instant) -> Bool {
        guard beat != self.beat else { return false }
        self.beat = beat
        lastBeat = now
        hasBegun = true
        return true
    }

    /// Takes what Slurm says of it.
    ///
    /// - Parameters:
    ///   - state: `nil` if it has none.
    ///   - absence: why it has none.
    mutating func take(_ state: Slurm.State?, _ absence: Absence, at now: ContinuousClock.Instant) {
        // An element that shows itself is not over, whatever was heard: its node may not be heard.
        let shows = lastBeat.map { now - $0 < Self.pulse } ?? false
        guard let state else {
            isWaiting = false
            // Slurm forgets an element some minutes after its end, which is known.
            guard end == nil else { return }
            missing += 1
            missingSince = missingSince ?? now
            if let since = missingSince, missing >= Self.mostMissing, now - since > absence.patience, !shows {
                // One that is cancelled before it began is not listed any more.
                over(hasBegun || absence != .unlisted ? .forgotten : .cancelled, at: now)
            }
            return
        }
        (missing, missingSince) = (0, nil)
        isWaiting = state.isWaiting
        if state.isHeld, !shows { return over(.node, at: now) }
        if !state.isWaiting { hasBegun = true }
        guard state.isOver else {
            // It was requeued.
            (end, endedAt) = (nil, nil)
            return
        }
        // What ends at its own word is at its end at once.
        if state.word == "NODE_FAIL", shows { return }
        over(End(state), at: now)
    }

    /// Whether nothing more is to be expected of it.
    func isSettled(at now: ContinuousClock.Instant) -> Bool {
        guard let end, let endedAt else { return false }
        return now - endedAt > (end == .done ? Self.patience.done : Self.patience.else)
    }

    private mutating func over(_ end: End, at now: ContinuousClock.Instant) {
        if endedAt == nil { endedAt = now }
        self.end = end
    }
}

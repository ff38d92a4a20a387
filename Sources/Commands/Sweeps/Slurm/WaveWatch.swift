import FoundationEssentials
import Glibc
import Workflow

/// What is seen of an array until all of its elements are over: in the shared folder what they do and what is done, from
/// Slurm which of them are alive.
struct WaveWatch {
    /// What was seen.
    enum Event {
        case began(run: Int, element: Int)
        case working(element: Int, words: String, fraction: Double?)
        case ended(run: Int, element: Int, WorkerOutcome)
        case noted(String)
    }

    /// A run that an element has left.
    struct Rest {
        let run: Int
        let element: Int
        /// How the element came to its end, in words.
        let words: String
        /// Why the run must not be tried again, in words; `nil` if it may.
        let verdict: String?
        /// Whether the element has computed something that is kept.
        let hasGained: Bool
    }

    private let wave: SweepWave
    private let number: String
    private let order: SlurmOrder
    private let outputs: NotebookOutputs
    private let clock = ContinuousClock()
    private var elements: [ElementWatch]
    /// The element of each run that has not ended.
    private var open: [Int: Int] = [:]
    private var lastQuestion: ContinuousClock.Instant?
    private var isSilent = false
    private var isHeld = false

    /// The time between two questions to Slurm, and between two looks into the folder in microseconds.
    private static let interval = Duration.seconds(2)
    private static let shortest: UInt32 = 100_000
    private static let longest: UInt32 = 1_000_000
    /// Questions about an array of which no element is known.
    private static let looks = 4
    /// The most bytes of what an element has printed that are looked at.
    private static let mostLog = 4096

    /// Begins to watch.
    ///
    /// - Throws: ``WorldProblem`` if the wave's files cannot be read.
    init(
        _ wave: SweepWave, number: String, order: SlurmOrder, outputs: NotebookOutputs
    ) throws(WorldProblem) {
        self.wave = wave
        self.number = number
        self.order = order
        self.outputs = outputs
        let assignments = try wave.elements()
        elements = assignments.map { _ in ElementWatch() }
        for (element, runs) in assignments.enumerated() {
            for run in runs { open[run.index] = element }
        }
    }

    /// Whether an element of an array may be alive, as far as Slurm can tell.
    ///
    /// An answer without any element may be given too early, or by a controller that is being started; so it is asked for
    /// again.
    static func mayBeAlive(number: String, of slurm: Slurm) -> Bool {
        for look in 1...looks {
            switch slurm.states(of: number) {
            case .unknown: return false
            case .states(let states, isEmpty: false): return states.values.contains { !$0.isOver }
            case .states where look == looks: return false
            case .silence where look == looks: return true
            case .states, .silence: usleep(longest)
            }
        }
        return true
    }

    /// Whether all runs have ended, or nothing more is to be expected of their elements.
    var isOver: Bool { open.values.allSatisfy { elements[$0].isSettled(at: clock.now) } }

    /// The pause until the next look: short for short runs, longer for many elements.
    var pause: UInt32 { elements.count < 100 ? Self.shortest : Self.longest }

    /// The runs that were left, in order.
    mutating func leftOver() -> [Rest] {
        // An epoch of the last seconds counts too.
        _ = lookForBeats()
        return open.sorted { $0.key < $1.key }.map { run, element in
            let log = log(of: element)
            // Slurm has a word for it only where the system's control groups tell.
            let end = ElementWatch.End.isOutOfMemory(log) ? .memory : elements[element].end ?? .forgotten
            let last = log.split(whereSeparator: \.isNewline).last
            // Another run of the element may be the reason.
            let isReason = elements[element].beat.run.map { $0 == run || open[$0] == nil } ?? true
            return Rest(
                run: run, element: element,
                words: last.map { "\(end.words), and said: \($0)" } ?? end.words,
                verdict: isReason || end == .cancelled ? end.verdict(ofArray: number, element) : nil,
                hasGained: !isReason || elements[element].beat.kept > 0)
        }
    }

    /// The elements in the queue that have nothing more to do: a controller may hold one whose work is done.
    var idle: [Int] {
        let busy = Set(open.values)
        return elements.indices.filter {
            elements[$0].isWaiting && (elements[$0].end != nil || !busy.contains($0))
        }
    }

    /// The warnings that elements have left for the user.
    var warnings: [String] {
        let names = (try? wave.warnings.names()) ?? []
        return names.compactMap { try? wave.warnings.read($0, limit: EndNote.most) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Looks at everything.
    mutating func look() -> [Event] {
        var events = lookForEnds()
        events += lookForBeats()
        events += ask()
        return events
    }

    private mutating func lookForEnds() -> [Event] {
        var events: [Event] = []
        for name in (try? wave.ended.names()) ?? [] {
            guard let run = Int(name), let element = open[run],
                let note = try? wave.ended.read(name, limit: EndNote.most).flatMap(EndNote.init)
            else { continue }
            // The file server may show the record later, or not the one that the note is about: then the run is left.
            guard note.isVerified(at: outputs.run(at: run).recordPath) else { continue }
            events.append(.ended(run: run, element: element, note.outcome))
            open[run] = nil
        }
        return events
    }

    private mutating func lookForBeats() -> [Event] {
        var events: [Event] = []
        let names = Set((try? wave.beats.names()) ?? [])
        for element in Set(open.values).sorted() where names.contains(BeatNote.name(of: element)) {
            guard
                let data = try? wave.beats.read(BeatNote.name(of: element), limit: BeatNote.most),
                let beat = try? JSONDecoder().decode(BeatNote.self, from: data)
            else { continue }
            let before = elements[element].beat
            guard elements[element].take(beat, at: clock.now), let run = beat.run, open[run] == element else {
                continue
            }
            if before.run != run { events.append(.began(run: run, element: element)) }
            events.append(.working(element: element, words: beat.words, fraction: beat.fraction))
        }
        return events
    }

    private mutating func ask() -> [Event] {
        let now = clock.now
        if let lastQuestion, now - lastQuestion < Self.interval { return [] }
        let answer = order.slurm.states(of: number)
        lastQuestion = clock.now
        switch answer {
        case .silence(let words):
            guard !isSilent else { return [] }
            isSilent = true
            return [.noted("Slurm does not answer (\(words)); what is done is seen all the same")]
        case .states, .unknown:
            var (states, absence) = ([Int: Slurm.State](), ElementWatch.Absence.unknown)
            if case .states(let known, let isEmpty) = answer {
                (states, absence) = (known, isEmpty ? .empty : .unlisted)
            }
            isSilent = false
            var events: [Event] = []
            var freed: Set<Int> = []
            for place in elements.indices {
                let wasOver = elements[place].end != nil
                elements[place].take(states[place], absence, at: clock.now)
                if !wasOver, elements[place].end != nil { freed.insert(place) }
            }
            if !isHeld, let held = states.filter({ $0.value.isHeldByHand }).keys.min() {
                isHeld = true
                events.append(
                    .noted(
                        "element \(number)_\(held) is held; 'scontrol release \(number)_\(held)' lets it begin"
                    ))
            }
            // Nobody waits for what an element that is over had begun.
            if !freed.isEmpty {
                let owners = freed.map(wave.owner)
                SharedClaims.remove(from: wave.claims) { owner in owners.contains { owner.hasPrefix($0) } }
            }
            return events
        }
    }

    /// The last that an element has printed.
    private func log(of element: Int) -> String {
        let data = try? wave.logs.read(String(element), limit: 1 << 24)
        return String(decoding: (data ?? Data()).suffix(Self.mostLog), as: UTF8.self)
    }
}

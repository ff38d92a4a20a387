extension ElementWatch {
    /// How an element came to its end, as far as that decides on its runs.
    enum End: Hashable {
        /// At its own word, with status 0.
        case done
        /// Somebody cancelled it.
        case cancelled
        /// It needed more memory than it had.
        case memory
        /// It took longer than it had.
        case time
        /// Its node failed, or it made room for another job.
        case node
        /// Otherwise, with Slurm's word for it.
        case other(String)
        /// Slurm knew it, and does not know it any more.
        case forgotten

        /// The end that Slurm tells.
        init(_ state: Slurm.State) {
            self =
                switch state.word {
                case "COMPLETED": .done
                case "CANCELLED": .cancelled
                case "OUT_OF_MEMORY": .memory
                case "TIMEOUT", "DEADLINE": .time
                case "NODE_FAIL", "BOOT_FAIL", "PREEMPTED", "REVOKED": .node
                default: .other(state.word)
                }
        }

        /// Whether what an element has printed says that its memory was not enough: without control groups Slurm has no
        /// other word for that.
        static func isOutOfMemory(_ log: String) -> Bool {
            log.contains("exceeded memory limit") || log.contains("Exceeded job memory limit")
                || log.contains("oom-kill event") || log.contains("oom_kill event")
        }

        /// In words.
        var words: String {
            switch self {
            case .done: "its element ended without a word of it"
            case .cancelled: "its element was cancelled in Slurm"
            case .memory: "its element needed more memory than Slurm had granted"
            case .time: "its element took longer than Slurm had granted"
            case .node: "its element lost its node"
            case .other(let word): "its element ended, and Slurm says \(word)"
            case .forgotten: "Slurm does not know its element any more"
            }
        }

        /// Why its runs must not be tried again; `nil` if they may.
        ///
        /// - Parameters:
        ///   - number: the number of the array.
        ///   - element: that of the element.
        func verdict(ofArray number: String, _ element: Int) -> String? {
            switch self {
            case .cancelled:
                "element \(number)_\(element) was cancelled in Slurm; the same sweep again does what it was to do"
            case .memory:
                "it needed more memory than Slurm had granted; grant more, as by --slurm \"--mem=8G\""
            case .done, .time, .node, .other, .forgotten: nil
            }
        }
    }
}

/// Something that happened while a plan runs.
public enum RunEvent: Sendable {
    /// The run begins.
    case began(Plan)
    /// A step is looked up, and computed where it is not found.
    case stepBegan(PlannedStep)
    /// A step that is being computed tells how far it is.
    case stepProgressed(PlannedStep, Progress)
    /// A step whose result is cached was computed again, and came out the same.
    case stepAudited(PlannedStep, seconds: Double)
    /// A step whose cached result turned out to be damaged once all steps had ended was run again, with all that it rests on.
    case stepMended(PlannedStep, seconds: Double)
    /// A step has ended.
    case stepEnded(StepRecord)
    /// The cache was larger than its limit, and so many bytes of what was least recently used were removed.
    case pruned(bytes: Int)
    /// Something the user should know.
    case warned(String)
}

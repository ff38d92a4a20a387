/// An event during a run.
public enum RunEvent: Sendable {
    /// The run begins.
    case began(Plan)
    /// A step is looked up, and computed if it is not cached.
    case stepBegan(PlannedStep)
    /// A step that is being computed reports progress.
    case stepProgressed(PlannedStep, Progress)
    /// A cached step was recomputed with the same result.
    case stepAudited(PlannedStep, seconds: Double)
    /// After all steps had ended, a cached step turned out to be damaged and was recomputed, together with its
    /// dependencies.
    case stepMended(PlannedStep, seconds: Double)
    /// A step has ended.
    case stepEnded(StepRecord)
    /// The cache exceeded its limit, and this many bytes of the least recently used entries were removed.
    case pruned(bytes: Int)
    /// A warning for the user.
    case warned(String)
    /// A step has information for the user, whether it was computed or cached.
    case noted(PlannedStep, String)
}

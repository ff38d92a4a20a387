/// The result of a step, from the cache or computed.
struct ComputedStep {
    /// Which of the two.
    let outcome: StepRecord.Outcome

    let result: StepResult

    /// The result with its title and other text.
    let presented: StepResult

    let inputs: StepInputs

    /// The computing time in seconds; for a cached result, that of the earlier run.
    let seconds: Double
}

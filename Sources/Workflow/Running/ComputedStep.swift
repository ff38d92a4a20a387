/// A step that was looked up or computed.
struct ComputedStep {
    /// Which of both.
    let outcome: StepRecord.Outcome

    let result: StepResult

    /// The result with the words that it is shown with.
    let presented: StepResult

    let inputs: StepInputs

    /// Seconds that computing it took, in an earlier run where it was looked up.
    let seconds: Double
}

import Workflow

extension NumberText {
    /// A probability in integer percent; only an exact 1 is shown as 100 %.
    static func confidence(_ probability: Double) -> String {
        probability < 1 && probability >= 0.995 ? ">99\u{A0}%" : percent(probability, decimals: 0)
    }
}

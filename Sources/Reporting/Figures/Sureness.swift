import Workflow

extension NumberText {
    /// A probability in whole percent; nothing but certainty itself is called 100 %.
    static func sureness(_ probability: Double) -> String {
        probability < 1 && probability >= 0.995 ? ">99\u{A0}%" : percent(probability, decimals: 0)
    }
}

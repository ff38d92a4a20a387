import Figures
import Workflow

extension Table.Cell {
    /// The value as it is shown.
    package var shownText: String {
        switch self {
        case .text(let text): text
        case .integer(let number): NumberText.grouped(number).withMinus
        case .number(let number): NumberText.short(number).withPowerOfTen.withMinus
        case .boolean(let flag): Value.boolean(flag).text
        }
    }
}

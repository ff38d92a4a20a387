/// The format of numbers on a chart's axis.
public enum AxisFormat: String, Codable, Sendable, Hashable {
    /// The fewest decimals that distinguish the ticks.
    case number
    /// 0.98 as 98 %.
    case percent
}

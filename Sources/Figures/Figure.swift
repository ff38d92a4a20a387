/// Something a step shows, as numbers: what it looks like is the report's business.
public enum Figure: Codable, Sendable, Hashable {
    /// Curves over a common horizontal axis.
    case lineChart(LineChart)
    /// Small images in rows.
    case imageGrid(ImageGrid)
    /// Counts of true against predicted classes.
    case confusionMatrix(ConfusionMatrix)
    /// Rows of named values.
    case table(Table)
}

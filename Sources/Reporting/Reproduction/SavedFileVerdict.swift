/// The verdict on a saved file with other bytes than the reported one.
package enum SavedFileVerdict: Sendable, Hashable {
    /// Its contents agree within the tolerance: the comparison, in words.
    case close(String)
    /// Its contents differ: the differences, in words.
    case different([String])
    /// Its contents could not be compared: the reason, in words.
    case uncompared(String)
}

/// What came of looking into a saved file that has other bytes than the one that was reported.
package enum SavedFileVerdict: Sendable, Hashable {
    /// What it holds agrees within the tolerance: what was compared and how far it is apart, in words.
    case close(String)
    /// It holds something else: what, in words.
    case different([String])
    /// Its contents could not be compared: why, in words.
    case uncompared(String)
}

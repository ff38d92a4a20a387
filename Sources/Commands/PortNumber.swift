import ArgumentParser

/// The port of a server on this machine.
enum PortNumber {
    /// Reads a port.
    ///
    /// - Throws: `ValidationError` that says which there are.
    static func number(_ text: String) throws(ValidationError) -> UInt16 {
        guard let port = UInt16(text) else {
            throw ValidationError("give a number from 0 to \(UInt16.max)")
        }
        return port
    }
}

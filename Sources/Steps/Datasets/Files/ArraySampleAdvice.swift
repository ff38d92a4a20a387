import FoundationEssentials
import Workflow

extension NumPyArray {
    /// The elements as the samples of images; `nil` if they are none.
    ///
    /// Numbers that are all 0 or 1 are samples only as bytes: of another type they were scaled to that range.
    var samples: Data? {
        if type == .unsigned8 || elements.isEmpty { return elements }
        guard type != .boolean, let bytes, bytes.contains(where: { $0 > 1 }) else { return nil }
        return bytes
    }
}

/// What an array was found to hold in place of samples, and how to make samples of it.
enum ArraySampleAdvice {
    /// Why the elements of an array are not samples.
    static func words(on array: NumPyArray) -> String {
        if array.type == .boolean {
            return "has samples that are true or false, \(wanted): in Python, 'array.astype(\"uint8\") * 255'"
        }
        guard let range = array.range else {
            return
                "has samples that are not finite numbers, \(wanted): in Python, 'numpy.nan_to_num(array)' makes zeros of those that are no numbers"
        }
        let found =
            "has samples from \(NumberText.short(range.lowerBound)) to \(NumberText.short(range.upperBound))"
        if range.lowerBound >= 0, range.upperBound <= 1 {
            return "\(found), \(wanted): in Python, '(array * 255).round().astype(\"uint8\")'"
        }
        if range.lowerBound >= 0, range.upperBound <= 255 {
            return "\(found) with fractions, \(wanted): in Python, 'array.round().astype(\"uint8\")'"
        }
        return
            "\(found), \(wanted): in Python, scale them to that range, then 'array.round().astype(\"uint8\")'"
    }

    private static let wanted = "and those of images are whole numbers from 0 to 255"
}

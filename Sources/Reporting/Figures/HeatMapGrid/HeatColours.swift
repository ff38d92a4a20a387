import FoundationEssentials

/// The colours of heat, from dark violet for none to yellow for the most.
///
/// Equal steps of heat look equally far apart, in grey and to colour-blind readers too: viridis of Smith and van der
/// Walt, <https://bids.github.io/colormap>, CC0, at nine places; the colours between are interpolated, which differs
/// from the original by at most a few levels of 255.
enum HeatColours {
    private static let stops: [(red: Double, green: Double, blue: Double)] = [
        (68, 1, 84), (71, 45, 123), (59, 82, 139), (44, 114, 142), (33, 145, 140), (40, 174, 128),
        (94, 201, 98), (173, 220, 48), (253, 231, 37),
    ]

    /// The colour of each level of heat, 0…255: red, green and blue.
    static let table: [[UInt8]] = (0...255).map { level in
        let place = Double(level) / 255 * Double(stops.count - 1)
        let first = min(Int(place), stops.count - 2)
        let share = place - Double(first)
        let (low, high) = (stops[first], stops[first + 1])
        return [(low.red, high.red), (low.green, high.green), (low.blue, high.blue)].map { low, high in
            UInt8((low + (high - low) * share).rounded())
        }
    }

    /// The colours of levels of heat, three bytes each.
    static func pixels(of heat: Data) -> Data {
        var pixels = Data(capacity: heat.count * 3)
        for level in heat { pixels.append(contentsOf: table[Int(level)]) }
        return pixels
    }
}

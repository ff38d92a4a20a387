import FoundationEssentials

// Images of any size as squares of one size, for a data set.

extension GreyImage {
    /// The centred square of the image, scaled to a side in pixels.
    ///
    /// The square has the length of the shorter side; if it cannot be in the middle, it is half a pixel further left or
    /// up. Reduced, each pixel is the mean of the area it covers; enlarged, pixels are interpolated bilinearly. A square
    /// of the wanted size keeps its samples.
    package func squared(to side: Int) -> GreyImage {
        guard (width, height) != (side, side) else { return self }
        let plane = Plane(width: width, height: height, values: samples.map { Float($0) })
        return GreyImage(
            width: side, height: side, samples: Data(plane.squared(to: side).values.map(\.nearestByte)))
    }
}

extension ColourImage {
    /// The centred square of the image, scaled to a side in pixels, each channel like ``GreyImage/squared(to:)``.
    package func squared(to side: Int) -> ColourImage {
        guard (width, height) != (side, side) else { return self }
        let bytes = [UInt8](samples)
        let channels = (0..<3).map { channel in
            Plane(
                width: width, height: height,
                values: (0..<width * height).map { Float(bytes[3 * $0 + channel]) }
            ).squared(to: side)
        }
        var squared = Data(capacity: 3 * side * side)
        for pixel in 0..<side * side {
            for channel in channels { squared.append(channel.values[pixel].nearestByte) }
        }
        return ColourImage(width: side, height: side, samples: squared)
    }
}

extension Plane {
    /// The centred square, scaled to a side.
    fileprivate func squared(to side: Int) -> Plane {
        let own = min(width, height)
        let (left, top) = ((width - own) / 2, (height - own) / 2)
        guard own < side else {
            return resampled(
                width: side, height: side,
                from: Area(x: Double(left), y: Double(top), width: Double(own), height: Double(own)))
        }
        let square = Plane(
            width: own, height: own,
            values: (0..<own * own).map { self[left + $0 % own, top + $0 / own] })
        return square.enlarged(width: side, height: side)
    }
}

extension Float {
    /// The nearest byte of a sample from 0 to 255.
    fileprivate var nearestByte: UInt8 { UInt8(Swift.max(0, Swift.min(255, rounded()))) }
}

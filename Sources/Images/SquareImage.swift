import FoundationEssentials

// Images of any size in one size, for a data set and the networks trained on it.

extension GreyImage {
    /// The centred square of the image, scaled to a side in pixels.
    ///
    /// The square has the length of the shorter side; if it cannot be in the middle, it is half a pixel further left or
    /// up. Reduced, each pixel is the mean of the area it covers; enlarged, pixels are interpolated bilinearly. A square
    /// of the wanted size keeps its samples.
    package func squared(to side: Int) -> GreyImage { fitted(width: side, height: side) }

    /// The largest centred part of the image with an aspect ratio, scaled to a size in pixels, like ``squared(to:)``.
    package func fitted(width columns: Int, height rows: Int) -> GreyImage {
        guard (width, height) != (columns, rows) else { return self }
        let plane = Plane(width: width, height: height, values: samples.map { Float($0) })
        let fitted = plane.fitted(width: columns, height: rows)
        return GreyImage(width: columns, height: rows, samples: Data(fitted.values.map(\.nearestByte)))
    }
}

extension ColourImage {
    /// The centred square of the image, scaled to a side in pixels, each channel like ``GreyImage/squared(to:)``.
    package func squared(to side: Int) -> ColourImage { fitted(width: side, height: side) }

    /// The largest centred part of the image with an aspect ratio, scaled to a size in pixels, like ``squared(to:)``.
    package func fitted(width columns: Int, height rows: Int) -> ColourImage {
        guard (width, height) != (columns, rows) else { return self }
        let bytes = [UInt8](samples)
        let channels = (0..<3).map { channel in
            Plane(
                width: width, height: height,
                values: (0..<width * height).map { Float(bytes[3 * $0 + channel]) }
            ).fitted(width: columns, height: rows)
        }
        var fitted = Data(capacity: 3 * columns * rows)
        for pixel in 0..<columns * rows {
            for channel in channels { fitted.append(channel.values[pixel].nearestByte) }
        }
        return ColourImage(width: columns, height: rows, samples: fitted)
    }
}

extension Plane {
    /// The largest centred part with an aspect ratio, in whole pixels, scaled to a size.
    fileprivate func fitted(width columns: Int, height rows: Int) -> Plane {
        let scale = min(Double(width) / Double(columns), Double(height) / Double(rows))
        let across = min(width, max(1, Int((Double(columns) * scale).rounded())))
        let down = min(height, max(1, Int((Double(rows) * scale).rounded())))
        let (left, top) = ((width - across) / 2, (height - down) / 2)
        guard scale < 1 else {
            return resampled(
                width: columns, height: rows,
                from: Area(x: Double(left), y: Double(top), width: Double(across), height: Double(down)))
        }
        let part = Plane(
            width: across, height: down,
            values: (0..<across * down).map { self[left + $0 % across, top + $0 / across] })
        return part.enlarged(width: columns, height: rows)
    }
}

extension Float {
    /// The nearest byte of a sample from 0 to 255.
    fileprivate var nearestByte: UInt8 { UInt8(Swift.max(0, Swift.min(255, rounded()))) }
}

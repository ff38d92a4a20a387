import Foundation
import TestSupport
import Testing

/// Pictures that a page shows or asks for.
extension Browser {
    /// Expects a pad to see a chosen picture as the engine does.
    ///
    /// - Parameters:
    ///   - sheet: an expression for the predictions of the engine, which have the picture.
    ///   - side: the length of the network's images.
    func expectPadSees(as sheet: String, side: Int, sourceLocation: SourceLocation = #_sourceLocation) throws
    {
        let seen = try samples(of: "document.querySelector('.pad-seen')", side: side)
        let image = "\(sheet).querySelector('.sprite image').getAttribute('href')"
        let engines = try samples(of: "Object.assign(new Image(), { src: \(image) })", side: side)
        #expect(
            seen.count == 4 * side * side && engines.count == seen.count, sourceLocation: sourceLocation)
        #expect(Set(engines).count > 20, sourceLocation: sourceLocation)
        // Halves may be rounded differently.
        for (own, engine) in zip(seen, engines) {
            #expect(abs(own - engine) <= 1, sourceLocation: sourceLocation)
        }
    }

    /// The samples of an image or a canvas, four for each pixel; an image is loaded before.
    func samples(of image: String, side: Int) throws -> [Int] {
        let values = try evaluate(
            """
            (async image => {
              const canvas = document.createElement("canvas");
              if (image instanceof Image) await image.decode();
              canvas.width = canvas.height = \(side);
              const context = canvas.getContext("2d");
              context.drawImage(image, 0, 0);
              return [...context.getImageData(0, 0, \(side), \(side)).data];
            })(\(image))
            """)
        return try #require(values as? [Int])
    }

    /// Opens the page of a served network of pictures, which are chosen there and not drawn.
    func openPictures(of server: RunningTool, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try open(try #require(URL(string: server.firstLine), sourceLocation: sourceLocation))
        #expect(
            try texts("[...document.querySelectorAll('h2')].map(head => head.textContent)")
                == ["Read pictures", "From a program"], sourceLocation: sourceLocation)
    }

    /// Expects checks of ``PageChecks`` to find nothing.
    func expectNoFaults(
        _ checks: [String], _ page: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for check in checks {
            let faults = try texts(check)
            #expect(faults == [], page, sourceLocation: sourceLocation)
        }
    }
}

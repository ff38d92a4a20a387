package import Figures
import FoundationEssentials

/// Pictures with predictions: one digit, many, none.
package enum SamplePredictions {
    /// A sheet of pictures.
    ///
    /// - Parameter names: what the three pictures are called.
    package static func sheet(title: String? = nil, names: [String], labels: [String]) -> PredictionSheet {
        func reading(_ place: Int, _ box: PredictionSheet.Box?) -> PredictionSheet.Reading {
            .init(
                box: box,
                guesses: labels.indices.map { index in
                    .init(
                        label: labels[(place + index) % labels.count],
                        probability: [0.9971, 0.0021, 0.0008][min(index, 2)])
                })
        }
        let row = (0..<8).map { place in
            reading(place, .init(x: 0.02 + 0.12 * Double(place), y: 0.3, width: 0.1, height: 0.4))
        }
        let readings = [[reading(0, nil)], row, []]
        let pictures = zip(names, readings).map {
            PredictionSheet.Picture(name: $0, width: 24, height: 16, file: picture, readings: $1)
        }
        let items = readings.joined().enumerated().map {
            ImageGrid.Item(index: $0, label: $1.guesses.first?.label ?? "", guesses: $1.guesses)
        }
        let pixels = Data((0..<items.count * 16).map { UInt8($0 % 16 * 16) })
        return PredictionSheet(
            title: title, pictures: pictures,
            seen: ImageGrid(width: 4, height: 4, pixels: pixels, items: items, total: items.count))
    }

    /// A small picture in colours.
    private static let picture = Data(
        base64Encoded: """
            /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQ\
            ERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU\
            FBQUFBQUFBQUFBQUFBT/wAARCAAQABgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAA\
            AgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6\
            Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXG\
            x8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREA\
            AgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5\
            OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPE\
            xcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD50r2P9nn/AJj/AP27/wDtSvh+v0t/4Iy/\
            81g/7g//ALfV9xxt9Hj+xsgxGO/tXn5OTT2Nr3nFb+1fe+x+jeIniZ/xErhjF8KfU/q/1jk/ee05+XkqQqfByQvfk5fiVr31\
            tZ61FfoxRX8r/wDEM/8AqM/8p/8A25/FX/EHv+o//wApf/dD/9k=
            """)
}

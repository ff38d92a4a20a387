import Foundation
import TestSupport
import Workflow

extension SampleRun {
    /// The sample of a name.
    static func named(_ name: String) throws -> Run {
        switch name {
        case "digits": try SampleRun.digits()
        case "failed": try SampleRun.failed()
        case "small": try SampleRun.small()
        case "gallery": SampleRun.gallery()
        case "column": SampleRun.column(hasContents: false)
        default: SampleRun.hostile()
        }
    }
}

/// A page in a file.
enum Page {
    static func written(_ html: String, as name: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stepbook-pages")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("\(name)-\(ProcessInfo.processInfo.processIdentifier).html")
        try html.write(to: file, atomically: true, encoding: .utf8)
        return file
    }
}

extension Browser {
    /// A browser that shows a page, in which nothing scrolls slowly.
    static func showing(_ html: String, as name: String, width: Int) throws -> Browser {
        let page = try Page.written(html, as: name)
        let browser = try Browser()
        try browser.show(width: width, theme: "light")
        try browser.open(page)
        _ = try browser.evaluate("document.documentElement.style.scrollBehavior = 'auto', 0")
        return browser
    }
}

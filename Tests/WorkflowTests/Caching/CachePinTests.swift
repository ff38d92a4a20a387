import Foundation
import Notebooks
import Testing
import Workflow

/// A cache that a running sweep holds is not reduced to its limit.
struct CachePinTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    private var limited: StepCache { StepCache(directory: laboratory.cacheFolder, limit: 1) }

    /// The pins that are there: files whose names are those of hashes.
    private var pins: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: laboratory.cacheFolder + "/runs"))
        return (names ?? []).filter { ContentHash(hexadecimal: $0) != nil }
    }

    @Test func `a limit waits until the sweep is over`() throws {
        _ = try laboratory.run("let one = words(\"one\")")
        var pin = laboratory.cache.pinned()
        #expect(pin != nil)
        #expect(pins.count == 1)
        _ = try laboratory.run(.cell("let two = words(\"two\")"), cache: limited)
        #expect(try laboratory.run("let one = words(\"one\")").outcomes == [.cached])
        pin = nil
        #expect(pins == [])
        // A file's time is that of a tick of the clock.
        usleep(50_000)
        _ = try laboratory.run(.cell("let three = words(\"three\")"), cache: limited)
        #expect(try laboratory.run("let one = words(\"one\")").outcomes == [.computed])
    }

    @Test func `what a killed sweep left holds nothing, and is removed`() throws {
        _ = try laboratory.run("let one = words(\"one\")")
        let left = laboratory.cacheFolder + "/runs/" + ContentHash(of: Data()).hexadecimal
        try Data().write(to: URL(filePath: left))
        usleep(50_000)
        _ = try laboratory.run(.cell("let two = words(\"two\")"), cache: limited)
        #expect(try laboratory.run("let one = words(\"one\")").outcomes == [.computed])
        #expect(pins == [])
    }

    @Test func `a pinned cache is still a cache, and can be emptied`() throws {
        _ = try laboratory.run("let one = words(\"one\")")
        let pin = laboratory.cache.pinned()
        #expect(try laboratory.cache.isThere)
        #expect(try laboratory.cache.removeAll() > 0)
        #expect(try laboratory.run("let one = words(\"one\")").outcomes == [.computed])
        withExtendedLifetime(pin) {}
    }
}

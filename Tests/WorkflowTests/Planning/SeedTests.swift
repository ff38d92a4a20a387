import Notebooks
import Testing
import Workflow

/// A seed that is given in place of the notebook's.
struct SeedTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    private static func notebook(seed: Int) -> Notebook {
        .text("---\nseed: \(seed)\n---\n```swift-step\nlet one = number(1)\nlet drawn = draw()\n```\n")
    }

    @Test func `a plan has the notebook's seed unless it is given another one`() throws {
        let notebook = Self.notebook(seed: 1)
        let own = try laboratory.plan(notebook)
        #expect(own.seed == 1)
        #expect(!own.isSeedOverridden)
        let same = try laboratory.plan(notebook, seed: 1)
        #expect(same.seed == 1)
        #expect(!same.isSeedOverridden)
        let other = try laboratory.plan(notebook, seed: .max)
        #expect(other.seed == .max)
        #expect(other.isSeedOverridden)
        #expect(other.notebook.frontMatter.seed == 1)
    }

    @Test func `another seed computes only what depends on it, and is the same wherever it stands`() throws {
        let notebook = Self.notebook(seed: 1)
        let first = try laboratory.run(notebook)
        #expect(first.ran == ["number", "draw"])
        let second = try laboratory.run(notebook, seed: 2)
        #expect(second.ran == ["draw"])
        #expect(second.run.plan.seed == 2)
        #expect(second.number("drawn") != first.number("drawn"))
        let written = try laboratory.run(Self.notebook(seed: 2))
        #expect(written.ran == [])
        #expect(written.number("drawn") == second.number("drawn"))
        #expect(try laboratory.run(notebook).ran == [])
    }

    @Test func `the last run knows a seed that it was given, and no other`() throws {
        let notebook = Self.notebook(seed: 1)
        #expect(laboratory.cache.seedOfLastRun(of: "test.md") == nil)
        _ = try laboratory.run(notebook, seed: 7)
        #expect(laboratory.cache.seedOfLastRun(of: "test.md") == 7)
        #expect(laboratory.cache.seedOfLastRun(of: "other.md") == nil)
        _ = try laboratory.run(notebook, seed: 1)
        #expect(laboratory.cache.seedOfLastRun(of: "test.md") == nil)
    }

    @Test func `a run is verified with its seed, and with another it cannot be compared`() throws {
        let notebook = Self.notebook(seed: 1)
        _ = try laboratory.run(notebook, seed: 7)
        #expect(try laboratory.verify(notebook, seed: 7) == [.identical, .identical])
        #expect(try laboratory.verify(notebook) == [.changed(["seed 7 → 1"])])
    }
}

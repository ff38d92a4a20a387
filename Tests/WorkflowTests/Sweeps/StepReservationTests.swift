import Foundation
import Testing
import Workflow

/// Steps that one worker computes while others wait for them.
struct StepReservationTests {
    private let first = ContentHash(of: Data("first".utf8))
    private let second = ContentHash(of: Data("second".utf8))

    @Test func `one worker computes, the others wait until it is done`() {
        var reservations = StepReservations()
        func reserve(_ key: ContentHash, for worker: Int) -> Bool { reservations.reserve(key, for: worker) }
        func release(by worker: Int) -> [Int] { reservations.release(by: worker) }
        #expect(reserve(first, for: 1))
        #expect(!reserve(first, for: 2))
        #expect(!reserve(first, for: 3))
        #expect(reserve(second, for: 4))
        #expect(release(by: 1) == [2, 3])
        // What the first could not compute, the next one tries.
        #expect(reserve(first, for: 3))
        #expect(!reserve(first, for: 2))
        #expect(release(by: 4) == [])
        #expect(release(by: 3) == [2])
    }

    @Test func `a worker that was ended waits no more`() {
        var reservations = StepReservations()
        func reserve(_ key: ContentHash, for worker: Int) -> Bool { reservations.reserve(key, for: worker) }
        func release(by worker: Int) -> [Int] { reservations.release(by: worker) }
        #expect(reserve(first, for: 1))
        #expect(!reserve(first, for: 2))
        #expect(release(by: 2) == [])
        #expect(release(by: 1) == [])
        #expect(reserve(first, for: 3))
    }

    @Test func `who holds a step may ask for it again`() {
        var reservations = StepReservations()
        func reserve(_ key: ContentHash, for worker: Int) -> Bool { reservations.reserve(key, for: worker) }
        func release(by worker: Int) -> [Int] { reservations.release(by: worker) }
        #expect(reserve(first, for: 1))
        #expect(reserve(first, for: 1))
        #expect(release(by: 1) == [])
        #expect(reserve(first, for: 2))
    }
}

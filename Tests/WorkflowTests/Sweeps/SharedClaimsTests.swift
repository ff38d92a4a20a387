import Foundation
import Synchronization
import TestSupport
import Testing
import Workflow

/// What programs on several machines do so that no two do the same.
struct SharedClaimsTests {
    private let temporary: TemporaryFolder
    private let never = Cancellation()

    init() throws { temporary = try TemporaryFolder() }

    private func claims(_ owner: String, patience: Duration = .seconds(60)) -> SharedClaims {
        SharedClaims(in: SharedFolder(at: temporary.path), owner: owner, patience: patience)
    }

    @Test func `of many that compute the same thing one at a time does`() async {
        let inside = Mutex(0)
        let most = Mutex(0)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<4 {
                group.addTask {
                    let claims = claims("owner-\(number)")
                    for _ in 0..<3 {
                        while !claims.claim("step", never) {}
                        let count = inside.withLock { inside in
                            inside += 1
                            return inside
                        }
                        most.withLock { $0 = max($0, count) }
                        usleep(2000)
                        inside.withLock { $0 -= 1 }
                        claims.release("step")
                    }
                }
            }
        }
        #expect(most.withLock { $0 } == 1)
    }

    @Test func `who waits learns that the owner is done, and holds nothing`() {
        let (first, second) = (claims("first"), claims("second"))
        #expect(first.claim("step", never))
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.3) { first.release("step") }
        #expect(!second.claim("step", never))
        #expect(second.claim("step", never))
    }

    @Test func `an owner that shows no life loses its claim, and one that does keeps it`() {
        let dead = claims("dead")
        #expect(dead.claim("step", never))
        let heir = claims("heir", patience: .milliseconds(300))
        #expect(heir.claim("step", never))

        let alive = claims("alive")
        #expect(alive.claim("other", never))
        let isOver = Mutex(false)
        DispatchQueue.global().async {
            for _ in 0..<20 {
                usleep(50_000)
                alive.beat()
            }
            isOver.withLock { $0 = true }
            alive.release("other")
        }
        #expect(!claims("patient", patience: .milliseconds(600)).claim("other", never))
        #expect(isOver.withLock { $0 }, "taken over from a living owner")
    }

    @Test func `a claim that was released does not come back by a beat`() throws {
        let owner = claims("owner")
        #expect(owner.claim("step", never))
        owner.release("step")
        owner.beat()
        #expect(try SharedFolder(at: temporary.path).names() == [])
    }

    @Test func `who is told to stop waits no more`() {
        let stopped = Cancellation()
        #expect(claims("first").claim("step", never))
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) { stopped.request() }
        #expect(!claims("second").claim("step", stopped))
    }

    @Test func `the claims of the dead are removed, and no others`() throws {
        #expect(claims("wave-1/3/77").claim("first", never))
        #expect(claims("wave-1/30/77").claim("second", never))
        let folder = SharedFolder(at: temporary.path)
        SharedClaims.remove(from: folder) { $0.hasPrefix("wave-1/3/") }
        #expect(try folder.names() == ["second"])
    }

    @Test func `without a folder everything is done without a claim`() {
        let claims = SharedClaims(
            in: SharedFolder(at: temporary.path + "/nowhere"), owner: "owner", patience: .seconds(1))
        #expect(claims.claim("step", never))
        claims.release("step")
    }
}

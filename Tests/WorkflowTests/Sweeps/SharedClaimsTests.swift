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

    /// Who is inside at a time, and the most there have been.
    private final class Visitors: Sendable {
        private let counts = Mutex((now: 0, most: 0))

        var most: Int { counts.withLock { $0.most } }

        func enter() {
            counts.withLock { counts in
                counts.now += 1
                counts.most = max(counts.most, counts.now)
            }
        }

        func leave() { counts.withLock { $0.now -= 1 } }
    }

    @Test func `of many that compute the same thing one at a time does`() async {
        let visitors = Visitors()
        let (path, never) = (temporary.path, never)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<4 {
                let claims = SharedClaims(
                    in: SharedFolder(at: path), owner: "owner-\(number)", patience: .seconds(60))
                let isDone = Cancellation()
                group.addTask {
                    for _ in 0..<8 {
                        while !claims.claim("step", never) {}
                        visitors.enter()
                        usleep(2000)
                        visitors.leave()
                        claims.release("step")
                    }
                    isDone.request()
                }
                // A beat must not bring back what is being released.
                group.addTask { while !isDone.isRequested { claims.beat() } }
            }
        }
        #expect(visitors.most == 1)
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
        DispatchQueue.global().async {
            for _ in 0..<20 {
                usleep(50_000)
                alive.beat()
            }
            alive.release("other")
        }
        #expect(!claims("patient", patience: .milliseconds(600)).claim("other", never), "taken over")
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

/// The keys that lead to the dictionaries, lists and objects of a pickle.
///
/// Each is kept as the last part of it and where it goes on from, since many may go through the same long one: a file of
/// some bytes for each must not come to a text for each.
struct PickledKeys {
    /// The key of something, as far as it differs from that of what it lies in.
    struct Key {
        /// Where that stands in the list; `nil` for the pickle itself.
        fileprivate let parent: Int?
        fileprivate let name: String
        /// How many names it is of.
        fileprivate let depth: Int
        /// How long it is in bytes, the names joined by points.
        fileprivate let length: Int

        /// The key of the pickle itself, of no name.
        static let root = Key(parent: nil, name: "", depth: 0, length: 0)
    }

    private var keys: [Key] = []
    /// Further keys, and the place of the first key of what each leads to.
    private var further: [(key: Key, first: Int)] = []

    /// The longest key that is taken for one, in bytes.
    static let longest = 1000
    /// How many names a key may be of: training scripts nest three or four dictionaries.
    private static let deepest = 32

    /// Adds the first key that leads to something.
    ///
    /// - Returns: its place.
    mutating func add(_ key: Key) -> Int {
        keys.append(key)
        return keys.count - 1
    }

    /// Adds another key for something that has one at a place.
    mutating func add(_ key: Key, referringTo place: Int) { further.append((key, place)) }

    /// The key of what has a name in something; `nil` where it is too long, or of too many names.
    func key(_ name: String, under place: Int) -> Key? {
        let parent = keys[place]
        let length = parent.length + (parent.depth > 0 ? 1 : 0) + name.utf8.count
        guard parent.depth < Self.deepest, length <= Self.longest else { return nil }
        return Key(parent: place, name: name, depth: parent.depth + 1, length: length)
    }

    /// The names of the key at a place.
    func path(to place: Int) -> [String] { path(of: keys[place]) }

    /// The first key of what a key leads to; the key itself where there is no other.
    func first(for text: String) -> String {
        let length = text.utf8.count
        let found = further.last { key, _ in
            key.length == length && text.hasSuffix(key.name) && path(of: key).joined(separator: ".") == text
        }
        return found.map { path(to: $0.first).joined(separator: ".") } ?? text
    }

    private func path(of key: Key) -> [String] {
        var names: [String] = []
        var next = key
        while let parent = next.parent {
            names.append(next.name)
            next = keys[parent]
        }
        return names.reversed()
    }
}

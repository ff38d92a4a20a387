/// The keys that lead to the dictionaries, lists and objects of a pickle.
///
/// Each is stored as its last part and a reference to its parent, since many may share a long prefix: a few bytes in a
/// file must not become a long string in memory.
struct PickledKeys {
    /// The last part of a key, with a reference to its parent.
    struct Key {
        /// The parent's index; `nil` for the pickle itself.
        fileprivate let parent: Int?
        fileprivate let name: String
        /// The number of names in it.
        fileprivate let depth: Int
        /// The length in bytes, with the names joined by points.
        fileprivate let length: Int

        /// The empty key of the pickle itself.
        static let root = Key(parent: nil, name: "", depth: 0, length: 0)
    }

    private var keys: [Key] = []
    /// Further keys, and the index of the first key of each one's target.
    private var further: [(key: Key, first: Int)] = []

    /// The maximum length of a key in bytes.
    static let longest = 1000
    /// The maximum number of names in a key: training scripts nest three or four dictionaries.
    private static let deepest = 32

    /// Adds the first key of something.
    ///
    /// - Returns: its index.
    mutating func add(_ key: Key) -> Int {
        keys.append(key)
        return keys.count - 1
    }

    /// Adds another key for something whose first key has this index.
    mutating func add(_ key: Key, referringTo place: Int) { further.append((key, place)) }

    /// The key of a child; `nil` if it is too long or has too many names.
    func key(_ name: String, under place: Int) -> Key? {
        let parent = keys[place]
        let length = parent.length + (parent.depth > 0 ? 1 : 0) + name.utf8.count
        guard parent.depth < Self.deepest, length <= Self.longest else { return nil }
        return Key(parent: place, name: name, depth: parent.depth + 1, length: length)
    }

    /// The names of the key at an index.
    func path(to place: Int) -> [String] { path(of: keys[place]) }

    /// The first key of a key's target; the key itself if there is no other.
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

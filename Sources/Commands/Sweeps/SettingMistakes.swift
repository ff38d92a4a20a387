import Diagnostics
import Workflow

/// The mistakes that a notebook has in some of the settings of a sweep, each with the settings in which it has them.
struct SettingMistakes {
    private var order: [Diagnostic] = []
    private var settings: [Diagnostic: (first: String, count: Int)] = [:]
    private var looked = 0
    private var lookedSinceFirst = 0

    /// Settings that are planned after the first one with a mistake, so that one message can name several.
    private static let further = 200

    /// Whether further settings are to be planned.
    var mayGoOn: Bool { order.isEmpty || lookedSinceFirst < Self.further }

    /// Notes a setting without mistakes.
    mutating func addSound() {
        looked += 1
        if !order.isEmpty { lookedSinceFirst += 1 }
    }

    /// Notes the mistakes of a setting.
    ///
    /// - Parameter length: the value of the parameter that says how long a run is, if there is one.
    mutating func add(
        _ diagnostics: [Diagnostic], of setting: SweepSetting, with length: ParameterOverride?
    ) {
        addSound()
        let parts = [setting.description, length.map { "\($0.name)=\($0.text)" } ?? ""]
        let words = parts.filter { !$0.isEmpty }.joined(separator: ", ")
        for diagnostic in diagnostics where diagnostic.severity == .error {
            if let known = settings[diagnostic] {
                settings[diagnostic] = (known.first, known.count + 1)
            } else {
                order.append(diagnostic)
                settings[diagnostic] = (words, 1)
            }
        }
    }

    /// All of them; `nil` if there are none.
    func problem(in source: SourceFile) -> DiagnosticsError? {
        guard !order.isEmpty else { return nil }
        return DiagnosticsError(order.map(named), in: source)
    }

    /// A mistake with a note that names its settings.
    private func named(_ diagnostic: Diagnostic) -> Diagnostic {
        guard let (first, count) = settings[diagnostic], !first.isEmpty else { return diagnostic }
        let words =
            count == looked && looked > 1
            ? "in every setting"
            : "in the setting \(first)"
                + (count > 1 ? ", and in \(NumberText.grouped(count - 1)) more" : "")
        return Diagnostic(
            diagnostic.severity, id: diagnostic.id, diagnostic.message, at: diagnostic.range,
            label: diagnostic.label, notes: diagnostic.notes + [Diagnostic.Note(words)],
            replacement: diagnostic.replacement)
    }
}

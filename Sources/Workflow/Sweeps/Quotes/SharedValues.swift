import Notebooks

/// Which values of a notebook are the same in every run of its sweep: those that neither a swept parameter nor a step
/// has a part in.
struct SharedValues {
    /// The parameters that differ between runs.
    private let swept: Set<String>
    private let registry: Registry
    /// The bound names whose values differ between runs, or are not known without one.
    private var ofRun: Set<String> = []

    /// Goes through the cells of a notebook.
    init(in notebook: Notebook, swept: Set<String>, registry: Registry) {
        self.swept = swept
        self.registry = registry
        for statement in notebook.cells.flatMap(\.statements) {
            // A name is used only after it is bound, so one pass finds all.
            if let name = statement.name, isOfRun(statement.expression) { ofRun.insert(name.text) }
        }
    }

    /// Whether an expression has a value of its own in each run.
    func isOfRun(_ expression: Expression) -> Bool {
        var pending = [expression]
        while let next = pending.popLast() {
            switch next.kind {
            case .name(let text) where ofRun.contains(text): return true
            case .call(let callee, _) where registry.steps[callee.text] != nil: return true
            case .member(let whole, let name) where whole.kind == .name("params"):
                if swept.contains(name.text) { return true }
            // What is quoted of the sweep names values of runs, and is none itself.
            case .methodCall(let whole, _, _) where whole.isSweep: continue
            default: break
            }
            pending += next.parts
        }
        return false
    }
}

import Notebooks
import Workflow

/// A round of successive halving: all runs of a sweep with one length, or simply all runs.
struct SweepRound {
    /// The value of the parameter that says how long a run is; `nil` if the sweep is not halved.
    let length: ParameterOverride?

    /// The work of each run, by its index.
    let work: [[Int]]

    /// What the files of each run follow from; `nil` where that is not known.
    let origins: [ContentHash?]
}

extension PlannedSweep {
    /// The parameters that a run of a setting is given.
    func overrides(of setting: SweepSetting, with length: ParameterOverride?) -> [ParameterOverride] {
        let fixed = self.fixed.overrides.filter { $0.name != length?.name }
        return fixed + setting.overrides + [length].compactMap(\.self)
    }

    /// The lengths of the rounds, ascending; one that is `nil` if the sweep is not halved.
    func lengths(in notebook: Notebook) -> [ParameterOverride?] {
        guard let halving, let full = full(of: halving.parameter.text, in: notebook) else { return [nil] }
        return halving.rounds(upTo: full).map {
            ParameterOverride(name: halving.parameter.text, text: String($0))
        }
    }

    /// The parameter's own value: that of the command line, or the notebook's.
    private func full(of name: String, in notebook: Notebook) -> Int? {
        if let place = fixed.names.firstIndex(of: name), case .integer(let number) = fixed.values[place] {
            return number
        }
        for parameter in notebook.frontMatter.params where parameter.name.text == name {
            if case .integer(let number) = parameter.value { return number }
        }
        return nil
    }
}

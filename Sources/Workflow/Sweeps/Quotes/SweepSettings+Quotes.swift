package import Diagnostics
import Notebooks

extension SweepSettings {
    /// The mistakes in the prose of a plan that only all settings show: quotations of one that is not among them,
    /// because it is excluded or not drawn, in source order.
    package func diagnostics(ofQuotesIn plan: Plan) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        // Most quotations name the same parameters.
        var known: [[String]: Set<[Value]>] = [:]
        for (written, resolved) in zip(plan.notebook.computedValues, plan.computedValues) {
            for quote in resolved.quotes where !quote.setting.isEmpty {
                let names = quote.setting.map(\.name)
                let values = known[names] ?? self.values(of: names)
                known[names] = values
                guard !values.contains(quote.setting.map(\.value)) else { continue }
                diagnostics.append(.noSetting(with: quote.setting.inWords, at: written.range))
            }
        }
        return diagnostics
    }

    /// The values that settings have of some parameters together.
    private func values(of names: [String]) -> Set<[Value]> {
        Set(
            settings.map { setting in
                names.compactMap { name in
                    setting.names.firstIndex(of: name).map { setting.values[$0] }
                }
            })
    }
}

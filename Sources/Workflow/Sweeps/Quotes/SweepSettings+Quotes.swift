package import Diagnostics
import Notebooks

extension SweepSettings {
    /// The mistakes in the prose of a plan that only all settings show: quotations of one that is not among them,
    /// because it is excluded or not drawn, in source order.
    package func diagnostics(ofQuotesIn plan: Plan) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for (written, resolved) in zip(plan.notebook.computedValues, plan.computedValues) {
            for quote in resolved.quotes where !quote.setting.isEmpty {
                let isThere = settings.contains { setting in
                    quote.setting.allSatisfy { wanted in
                        setting.names.firstIndex(of: wanted.name).map { setting.values[$0] } == wanted.value
                    }
                }
                if !isThere { diagnostics.append(.noSetting(with: quote.setting.inWords, at: written.range)) }
            }
        }
        return diagnostics
    }
}

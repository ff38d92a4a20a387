package import Diagnostics

/// The sweep in the front matter of a notebook, whose keys a notebook that is run does not have yet.
package struct DeclaredSweep: Sendable {
    /// The declaration, as far as it could be read; `nil` if there is none.
    package let declaration: SweepDeclaration?

    /// The other settings.
    package let frontMatter: FrontMatter

    /// The diagnostics of the whole front matter, in source order.
    package let diagnostics: [Diagnostic]

    /// Reads the front matter of a file.
    package init(in source: SourceFile) {
        let reader = FrontMatterBlock(in: source).map {
            FrontMatterReader($0, bytes: Array(source.text.utf8), readsSweep: true)
        }
        declaration = reader?.sweep
        frontMatter = reader?.frontMatter ?? FrontMatter()
        diagnostics = reader?.diagnostics.inSourceOrder ?? []
    }
}

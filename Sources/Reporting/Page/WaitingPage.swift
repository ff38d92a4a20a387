/// The page shown before the first report of a notebook.
package struct WaitingPage: Sendable {
    private let name: String

    /// Makes a page.
    ///
    /// - Parameter name: the notebook's name.
    package init(name: String) { self.name = name }

    /// The whole page.
    package var html: String {
        "<!DOCTYPE html>\n"
            + Element(.html, Attribute("lang", "en")) {
                PageHead(title: name, script: Script.waiting, isLive: true).node
                Element(.body, Attribute("data-report", "0")) {
                    Element(.div, .class("page")) {
                        Element(.header, .class("title-block")) {
                            Element(.h1) { name }
                            Element(.p, .class("byline")) { "The report comes when the notebook has run." }
                        }
                    }
                }
            }.html
    }
}

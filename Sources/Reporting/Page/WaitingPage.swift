/// What a browser shows of a notebook before there is a first report.
package struct WaitingPage: Sendable {
    private let name: String

    /// Makes a page.
    ///
    /// - Parameter name: what the notebook is called.
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

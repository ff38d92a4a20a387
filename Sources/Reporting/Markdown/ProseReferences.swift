package import Notebooks

/// The page's content for references in Markdown: values, cells, images and links.
package protocol ProseReferences {
    /// The computed value with an index.
    ///
    /// - Parameter isInLink: whether it is in a link, which cannot contain another.
    func value(_ index: Int, isInLink: Bool) -> Node

    /// The cell with an index, inside a quote or a list.
    func cell(_ index: Int) -> Node

    /// The URL of an image in the page; `nil` if the page does not have it, so that its description is shown.
    func url(ofImage image: LinkDestination) -> String?

    /// The address of a link in the page; `nil` if the page lacks the place, so that only the link's text is shown.
    func address(of link: LinkDestination) -> String?

    /// The text of a link without text to a place in the page; `nil` if there is none.
    func words(ofLinkTo place: String) -> String?
}

extension ProseReferences {
    /// The address as the notebook gives it.
    package func address(of link: LinkDestination) -> String? { link.url }
}

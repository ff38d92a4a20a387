package import Notebooks

/// What a page shows where Markdown names something that is elsewhere: values, cells, images and the places of links.
package protocol ProseReferences {
    /// The computed value with an index.
    ///
    /// - Parameter isInLink: whether it stands in a link, where there can be no other.
    func value(_ index: Int, isInLink: Bool) -> Node

    /// The cell with an index, which stands inside a quote or a list.
    func cell(_ index: Int) -> Node

    /// The URL at which the page has an image; `nil` where it does not have it, so that its description is shown.
    func url(ofImage image: LinkDestination) -> String?

    /// The words of a link to a place in the page that has none of its own; `nil` where there are none.
    func words(ofLinkTo place: String) -> String?
}

import Foundation

/// Files that the user gives a page.
extension Browser {
    /// Chooses files with the page's only file input.
    func choose(_ paths: [String]) throws {
        let document = try call("DOM.getDocument")
        guard let root = (document["root"] as? [String: Any])?["nodeId"] else {
            throw Failure(description: "no document")
        }
        let input = try call("DOM.querySelector", ["nodeId": root, "selector": "input[type=file]"])
        try call("DOM.setFileInputFiles", ["nodeId": input["nodeId"] ?? 0, "files": paths])
    }

    /// Drops a picture on an element.
    func drop(_ picture: Data, named name: String, on selector: String) throws {
        try give(
            picture, named: name,
            "document.querySelector('\(selector)').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))"
        )
    }

    /// Pastes a picture.
    func paste(_ picture: Data, named name: String) throws {
        try give(
            picture, named: name,
            "document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))")
    }

    private func give(_ picture: Data, named name: String, _ dispatch: String) throws {
        _ = try evaluate(
            """
            (() => {
              const bytes = Uint8Array.from(atob("\(picture.base64EncodedString())"), letter => letter.charCodeAt(0));
              const data = new DataTransfer();
              data.items.add(new File([bytes], "\(name)", { type: "image/png" }));
              \(dispatch);
            })()
            """)
    }

    /// The text of an element, once it is as wanted; the last one if it never is, after ten seconds.
    func text(of selector: String, once isWanted: (String) -> Bool) throws -> String {
        var text = ""
        for _ in 0..<200 {
            text = try evaluate("document.querySelector('\(selector)')?.textContent ?? ''") as? String ?? ""
            if isWanted(text) { break }
            _ = try evaluate("new Promise(done => setTimeout(done, 50))")
        }
        return text
    }
}

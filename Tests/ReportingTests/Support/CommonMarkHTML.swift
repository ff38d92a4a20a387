import CCommonMark

/// cmark's own rendering of a text, for comparison.
enum CommonMarkHTML {
    /// The HTML of a text in cmark's safe mode.
    static func safe(of text: String) -> String {
        var text = text
        let html = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cmark_markdown_to_html($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
            }
        }
        guard let html else { return "" }
        defer { cmark_get_default_mem_allocator().pointee.free(html) }
        return String(cString: html)
    }
}

/// Ways in which a page template could make requests or navigate.
package enum TemplateAttack {
    /// A whole template with every part, and the attack in it.
    ///
    /// - Parameter address: the address of the request, such as `http://127.0.0.1:4000`.
    package static func pages(asking address: String) -> [String] {
        let bodies = bodies.map { piece in
            "<!doctype html><html><head>{{head}}</head><body>\(piece){{title-block}}{{content}}{{provenance}}{{timing}}</body></html>"
        }
        let rest = "{{title-block}}{{content}}{{provenance}}{{timing}}"
        // Content before the policy is not subject to it.
        let early = heads.map { $0 + rest }
        return (bodies + early).map { $0.replacing("ADDRESS", with: address) }
    }

    private static let refresh = "<meta http-equiv=refresh content='0;url=ADDRESS/r'>"

    private static let heads = [
        "words {{head}}<img src=ADDRESS/a>", "</p>{{head}}<img src=ADDRESS/a>",
        "</html>{{head}}<img src=ADDRESS/a>",
        "<!-- a --!>words{{head}}<img src=ADDRESS/a>", "<html><body>{{head}}<img src=ADDRESS/a>",
        "<title>a</title><img src=ADDRESS/a>{{head}}", "<link rel=stylesheet href=ADDRESS/a>{{head}}",
        "<frameset>{{head}}<img src=ADDRESS/a>", "<noscript>{{head}}</noscript><img src=ADDRESS/a>",
        "<template>{{head}}</template><img src=ADDRESS/a>", "<!-- {{head}} --><img src=ADDRESS/a>",
    ]

    private static let bodies = [
        refresh, "<meta http-equiv=\"&#114;efresh\" content=\"0;url=ADDRESS/b\">",
        "<meta http-equiv=&#x72;efresh content='0;url=ADDRESS/b'>",
        "<meta/http-equiv=refresh/content='0;url=ADDRESS/b'>",
        "<meta\nhttp-equiv\n=\nrefresh\ncontent='0;url=ADDRESS/b'>",
        "<META HTTP-EQUIV=REFRESH CONTENT='0;URL=ADDRESS/b'>",
        "<meta\u{C}http-equiv=refresh\u{C}content='0;url=ADDRESS/b'>",
        "<meta x=\"\"http-equiv=refresh content='0;url=ADDRESS/b'>",
        // Syntax that a naive parser takes for a value, a comment or text, but a browser does not.
        "<p a=b\"> \(refresh) <p c=\"d\">", "<p a=b'>\(refresh)<p c='d'>", "<p =\"> \(refresh) <p c=\"d\">",
        "<!-- --!>\(refresh)<!-- -->", "<!-->\(refresh)<!-- -->", "<!--->\(refresh)<!-- -->",
        "<? \">\(refresh)<a title=\"\">", "<!x \">\(refresh)<a title=\"\">", "</ \">\(refresh)<a title=\"\">",
        "<!doctype a \">\(refresh)<a title=\"\">", "<![CDATA[ > \(refresh) ]]>",
        "<title><a title=\"</title>\(refresh)\"></title>",
        "<textarea><a title=\"</textarea>\(refresh)\"></textarea>",
        "<xmp><a title=\"</xmp>\(refresh)\"></xmp>",
        "<noscript><a title=\"</noscript>\(refresh)\"></noscript>",
        "<iframe><a title=\"</iframe>\(refresh)\"></iframe>",
        "<noembed><a title=\"</noembed>\(refresh)\"></noembed>",
        "<noframes><a title=\"</noframes>\(refresh)\"></noframes>",
        "<script><!--<script></script><a title=\"</script>\(refresh)\">--></script>",
        "<svg><style><img src=ADDRESS/b></style></svg>", "<svg><style>\(refresh)</style></svg>",
        "<svg><script>\(refresh)</script></svg>", "<svg><title>\(refresh)</title></svg>",
        "<svg><title><title><g class=\"</title>\(refresh)\"></title></svg>",
        "<math><style>\(refresh)</style></math>",
        "<svg><desc><title><g class=\"</title>\(refresh)\"></title></desc></svg>",
        "<svg></p><title><g class=\"</title>\(refresh)\"></title></svg>",
        "<svg/><title><g class=\"</title>\(refresh)\"></title>",
        "<svg>{{title-block}}<title><text class=\"</title>\(refresh)\"></title></svg>",
        // Elements that make requests by themselves.
        "<img src=ADDRESS/b>", "<img src='data:,' srcset='ADDRESS/b 1x'>", "<img/src=ADDRESS/b>",
        "<image href=ADDRESS/b>",
        "<link rel=prefetch href=ADDRESS/b>", "<link rel='&#112;refetch' href=ADDRESS/b>",
        "<link rel=preload as=image href=ADDRESS/b>",
        "<link rel=dns-prefetch href=ADDRESS>", "<link rel=preconnect href=ADDRESS>",
        "<link rel=modulepreload href=ADDRESS/b>",
        "<link rel=prerender href=ADDRESS/b>", "<link rel=icon href=ADDRESS/b>",
        "<link rel=manifest href=ADDRESS/b>",
        "<link rel='icon preload' as=image href=ADDRESS/b>", "<link rel=stylesheet href=ADDRESS/b>",
        "<link rel=expect href=ADDRESS/b>",
        "<script type=speculationrules>{\"prefetch\":[{\"source\":\"list\",\"urls\":[\"ADDRESS/b\"],\"eagerness\":\"immediate\"}]}</script>",
        "<script type=&#115;peculationrules>{\"prerender\":[{\"urls\":[\"ADDRESS/b\"]}]}</script>",
        "<script type=importmap>{\"imports\":{\"a\":\"ADDRESS/b\"}}</script><script type=module>import 'a'</script>",
        "<script src=ADDRESS/b></script>", "<iframe src=ADDRESS/b></iframe>",
        "<iframe srcdoc=\"<img src=ADDRESS/b>\"></iframe>",
        "<object data=ADDRESS/b></object>", "<embed src=ADDRESS/b>",
        "<video src=ADDRESS/b poster=ADDRESS/c></video>",
        "<audio src=ADDRESS/b></audio>", "<picture><source srcset=ADDRESS/b><img src='data:,'></picture>",
        "<input type=image src=ADDRESS/b>", "<body background=ADDRESS/b>",
        "<table background=ADDRESS/b></table>",
        "<svg><image href=ADDRESS/b /></svg>", "<svg><image xlink:href=ADDRESS/b /></svg>",
        "<svg><use href=ADDRESS/b#c /></svg>",
        "<svg><rect fill='url(ADDRESS/b#c)' width=9 height=9 /></svg>",
        "<svg><rect fill='\\75rl(ADDRESS/b#c)' width=9 height=9 /></svg>",
        "<svg><set attributeName=href to=ADDRESS/b /></svg>",
        "<svg><foreignObject><img src=ADDRESS/b></foreignObject></svg>",
        "<style>@import 'ADDRESS/b';</style>", "<style>a { background: url(ADDRESS/b) }</style>",
        "<style>p { background: \\75rl(ADDRESS/b) }</style>", "<style>@\\69mport 'ADDRESS/b';</style>",
        "<style>p { background: image-set('ADDRESS/b' 1x) }</style>",
        "<style>p { background: url( 'ADDRESS/b') } q { background: url(\"data:,\") }</style>",
        "<style>p { background: image-set('1.png' 1x) }</style>",
        "<style>p { background: image-set(\"data:,\" 1x, \"ADDRESS/b\" 2x) }</style>",
        "<style>p { background: image-set(\"data:,)\" 1x, \"ADDRESS/b\" 2x) }</style>",
        "<style>p { background: image-set(\"data:,\\\"\" 1x, \"ADDRESS/b\" 2x) }</style>",
        "<style>p { background: image-set(/*\"data:*/\"ADDRESS/b\" 1x) }</style>",
        "<style>p { background: image-set(url(data:,/*) 1x, \"ADDRESS/b\" 2x, url(data:,*/) 3x) }</style>",
        "<style>p { background: image-set(url(data:,\\)) 1x, \"ADDRESS/b\" 2x) }</style>",
        "<style>/*image-set('data:*/ p { background: image-set(\"ADDRESS/b\" 1x) } /*'*/</style>",
        "<style>p { background: -webkit-image-set('ADDRESS/b' 1x) }</style>",
        "<style>@font-face { font-family: a; src: url(ADDRESS/b) } p { font: 9px a }</style>",
        "<base href=ADDRESS/>", "<p style='background: url(ADDRESS/b)'>a</p>",
        "<img src=x onerror=\"location='ADDRESS/b'\">",
        "<a href=ADDRESS/b ping=ADDRESS/c>a</a>", "<form action=ADDRESS/b><button>a</button></form>",
        "<button formaction=ADDRESS/b>a</button>",
        "<portal src=ADDRESS/b></portal>", "<fencedframe></fencedframe>",
        "<frameset><frame src=ADDRESS/b></frameset>",
        "<html manifest=ADDRESS/b>", "<a href='java&#115;cript:alert(1)'>a</a>",
        "<a href=' javascript:alert(1)'>a</a>",
        "<a href='java\nscript:alert(1)'>a</a>",
        // A combining mark after a delimiter makes it another character in Swift, but not for a browser.
        "<a href='javascript:\u{E33}=alert(1)'>a</a>", "<a href='javascript&#58;\u{E33}=alert(1)'>a</a>",
        "<style>p { background: url(\u{301}/b) }</style>",
        "<style>p { background: image-set(\u{301} 'ADDRESS/b' 1x) }</style>",
        "<template shadowrootmode=open><img src=ADDRESS/b></template>",
        "<meta http-equiv=x-dns-prefetch-control content=on><a href=ADDRESS/b>a</a>", "<meta charset=utf-7>",
        "<select><template>\(refresh)</template></select>", "<plaintext>\(refresh)",
        "<img attributionsrc=ADDRESS/b src='data:,'>",
    ]

    /// Common parts of page templates, which are allowed.
    package static let harmless = [
        "<p class=a id=b title=\"1 > 2\" lang=de dir=ltr hidden data-x=1 aria-label='a'>a</p>",
        "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener\" target=_blank>a</a><a href='#main'>b</a><a href=other.html>c</a><a href=mailto:a@b.c>d</a>",
        "<img src=\"data:image/png;base64,AAAA\" alt=a width=9 height=9>", "<img alt='' src='data:,'>",
        "<link rel=icon href=\"data:image/svg+xml,<svg/>\">",
        "<meta name=viewport content=\"width=device-width\">",
        "<meta property=\"og:title\" content=\"{{title}}\">", "<script>let a = 1 < 2 && '</p>';</script>",
        "<script type=module>1</script>",
        "<style>p { color: red; background: url(data:image/png;base64,AAAA) }</style>",
        "<style>p { background: url(\"data:image/png;base64,AAAA\") } q { background: url( 'data:,' ) }</style>",
        "<style>p { mask: url( \"#a\" ); background: image-set(\"data:,\" type(\"image/png\") 1x, url('data:,') 2x) }</style>",
        "<svg><rect fill=\"url('#g')\" width=9 height=9 /></svg>",
        "<style media=print>a{}</style>",
        "<svg viewBox=\"0 0 9 9\" role=img aria-label=a><defs><linearGradient id=g><stop offset=1 stop-color=red /></linearGradient></defs><g fill=\"url(#g)\"><path d='M0 0' stroke-width=2 /></g><use href=\"#g\"/></svg>",
        "<table><thead><tr><th scope=col colspan=2>a</th></tr></thead></table>",
        "<details open><summary>a</summary>b</details>",
        "<button type=button disabled>a</button><label for=a>b</label><input type=checkbox checked id=a>",
        "<my-box class=a>b</my-box>",
        "<!-- <img src=x> --> 3 < 4, isn't it? a&b",
        "<ol start=3 reversed><li value=2>a</li></ol><time datetime=2026>a</time>",
        "<p a-b=c>".replacing("a-b=c", with: "data-a-b=c"), "<br/><hr /><wbr>",
        "<h1 title='{{title}}'>{{title}}</h1>",
    ]
}

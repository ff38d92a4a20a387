import Reporting
import Testing

struct MinificationTests {
    @Test(arguments: [
        ("", ""), ("a { b: c; }\n", "a{b:c}"),
        ("/* Words. */\n\na {\n  b: c d;\n  e: f,\n    g;\n}\n\nh { i: j; }\n", "a{b:c d;e:f,g}h{i:j}"),
        (
            "@media (a: b) and (c) {\n  d { e: f; }\n\n  g { h: i; }\n}\n",
            "@media (a:b) and (c){d{e:f}g{h:i}}"
        ),
    ])
    func `a style loses its layout`(_ style: String, _ expected: String) {
        #expect(StyleMinifier.minified(Array(style.utf8)) == expected)
    }

    @Test(arguments: [
        "a :hover{b:c}", "a > b + c ~ d{e:calc(1px + 2px)}", ":is(a,b) > c{d:e}",
        "a{b:\"c ; /* d */ \\\" : {\"}", "a{b:'c , }'}", "a{b:url(data:c,/*d; */e)}", "a{b:url('c d')}",
        ".\\26 a{b:c}", ".\\26  a{b:c}", ".a\\:b c{d:e}", "a{--b:c d}", "a/**/b{c:d}", "a{b:\"é…\"}",
    ])
    func `a style keeps significant blanks and strings`(_ style: String) {
        #expect(StyleMinifier.minified(Array(style.utf8)) == style)
    }

    @Test func `a comment in a style is not a blank between selectors`() {
        #expect(StyleMinifier.minified(Array("a /* b */ c{d:/* e */f}".utf8)) == "a c{d:f}")
        #expect(StyleMinifier.minified(Array("a/* b */.c{d:e}".utf8)) == "a/**/.c{d:e}")
    }

    @Test(arguments: [
        ("", ""), ("// Words.\n\na();\n", "a();"),
        ("if (a) {\n  b(); // c\n\n  /* d\n     e */\n  f();\n}\n", "if(a){b();f();}"),
        ("a\n++b", "a\n++b"), ("a /* b */ c", "a c"), ("a/* b */c", "a c"), ("a/*\n*/c", "a\nc"),
        ("a = `b\n  ${ c ?  `  d` : { e } }  // f`;  // g", "a=`b\n  ${c?`  d`:{e}}  // f`;"),
        ("const a = b =>\n  c && [d, e];\n", "const a=b=>c&&[d,e];"),
        ("a(\n  b,\n  c\n)\nd\n", "a(b,c)\nd"), ("a = { b }\n[c]", "a={b}\n[c]"),
        ("for (const a of [b]) if (a) c(); else d();", "for(const a of[b])if(a)c();else d();"),
        ("a\n  ? b\n  : c", "a?b:c"), ("return { a }", "return{a}"), ("a = b ? .5 : c", "a=b? .5:c"),
    ])
    func `a script loses its comments and its layout`(_ script: String, _ expected: String) {
        #expect(ScriptMinifier.minified(Array(script.utf8)) == expected)
    }

    @Test(arguments: [
        "a=\"b  // c\"", "a='b  /* c */ \\'  d'", "a=`b  // ${c} /* d`", "a=`\\`  \\${  `",
        "a=/b  \\/\\/  c/", "a=b.split(/[/\"]  '/)", "return /\"  '/", "a=b / c / d", "a=(b)/ 2",
        "a=b[0]/ c / \"  \"", "i++ / 2 / \"  \"", "a=`${b.map(c=>{return `${c}  `;})}  }`",
        "a=\"é  …\"", "a + +b", "a - --b", "a < !--b", "in a", "a\n++b", "a\n(b)", "a\n`b`", "}\na", "a\n/b/",
    ])
    func `a script keeps texts, templates, regular expressions, and blanks that mean something`(
        _ script: String
    ) {
        #expect(ScriptMinifier.minified(Array(script.utf8)) == script)
    }

    @Test(arguments: ["a{b:\"c", "a{b:c\\", "a{b:url(c", "/* a", "/*", "/", "a{/"])
    func `a truncated style ends at its end`(_ style: String) {
        let minified = StyleMinifier.minified(Array(style.utf8))
        #expect(style.hasPrefix(minified))
    }

    @Test(arguments: ["a=\"b", "a=`b${c", "a=/b[c", "a='\\", "/* a", "/*", "//", "a=`${"])
    func `a truncated script ends at its end`(_ script: String) {
        let minified = ScriptMinifier.minified(Array(script.utf8))
        #expect(script.hasPrefix(minified))
    }
}

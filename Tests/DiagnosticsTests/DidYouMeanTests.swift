import Diagnostics
import Testing

struct DidYouMeanTests {
    @Test func `a name is asked for in the quotes of messages, a text in those of notebooks`() {
        #expect(didYouMean("epochs") == "did you mean 'epochs'?")
        #expect(didYouMean(text: "digits.png") == "did you mean \"digits.png\"?")
    }
}

import Testing
import Workflow

struct RegistryReferenceTests {
    private let reference = RegistryReference(.fake(tally: Tally()))

    @Test func `the overview lists every name with what it does, by kind`() {
        #expect(
            reference.overview == """
                Steps
                  add       A sum.
                  countUp   The sum of 1, 2, … times a factor.
                  crunch    A number whose last bits depend on the machine.
                  draw      A number that depends on the seed.
                  drift     Another number each time.
                  expect    Checks a claim.
                  fail      Fails.
                  label     The same text, called something else; its letters are not looked at.
                  number    A number.
                  parity    0 for an even number, 1 for an odd one.
                  read      A data file.
                  remark    Tells the reader something.
                  reverse   The text backwards.
                  save      Writes a text into the output folder.
                  stack     Puts layers on one another; each is at most as large as the one before.
                  sumOf     The sum of an array.
                  table     Shows figures, also those that are not finite.
                  wait      Takes its time.
                  words     A text.

                Layers, optimizers, schedules and the like
                  flat      A flat layer.
                  layer     A layer.

                Functions
                  abs       A number without its sign: `abs(-3)` is 3.
                  count     How many elements an array has: `count([1, 2, 3])` is 3.
                  duration  A time as one would say it: `duration(125)` is 2 min 05 s.
                  exp       The exponential: `exp(1)` is 2.71828.
                  fixed     A number with a count of decimals: `fixed(0.04567, 3)` is 0.046.
                  integer   A whole number with its thousands set apart: `integer(421642)` is 421 642.
                  log       The natural logarithm: `log(10)` is 2.30259.
                  max       The greatest of two numbers or of an array: `max(2, 3)`, `max([2, 3, 5])`.
                  mean      The mean of an array: `mean([1, 2])` is 1.5.
                  min       The smallest of two numbers or of an array: `min(2, 3)`, `min([2, 3, 5])`.
                  percent   A share as a percentage: `percent(0.9907, 1)` is 99.1 %.
                  round     A number rounded, ties to even: `round(2.6)` is the whole number 3, `round(0.9876, 2)` is 0.99.
                  sqrt      The square root: `sqrt(2)` is 1.41421.
                  std       The standard deviation of an array, that of a sample (divided by count - 1, as `torch.std`): `std([1, 2, 3])` is 1.
                  sum       The sum of an array: `sum([1, 2, 3])` is 6.

                the command 'steps NAME' shows the parameters of one.

                """)
    }

    @Test func `a page shows every parameter, its type, range and default, and the result's members`() {
        #expect(
            reference.page(for: "words") == """
                words
                  A text.

                Arguments
                  text (without a label)
                      the text
                      a text; required
                  times
                      how often it is said
                      a whole number; 1 to 9 times; default 1
                  style
                      how it is said
                      .plain or .loud; default .plain

                Gives
                  a Text
                    .count: a whole number, the number of bytes
                    .copy: a Text, the same text
                    .kind: a text, what kind of text it is

                """)
    }

    @Test func `a page shows further arguments, and what gives nothing`() {
        #expect(
            reference.page(for: "table") == """
                table
                  Shows figures, also those that are not finite.

                Arguments
                  number (without a label)
                      the number
                      a Number; required
                  title
                      what stands over it
                      a text or nil; default nil
                  any other label
                      true or false or a whole number or a number or a text

                Gives
                  nothing

                """)
    }

    @Test func `a page shows a unit without a range, and what takes no arguments`() {
        #expect(
            reference.page(for: "duration") == """
                duration
                  A time as one would say it: `duration(125)` is 2 min 05 s.

                Arguments
                  seconds (without a label)
                      the time
                      a number; in seconds; required

                Gives
                  a text

                """)
        #expect(reference.page(for: "flat") == "flat\n  A flat layer.\n\nGives\n  a layer\n")
    }

    @Test func `there is no page for an unknown name`() {
        #expect(reference.page(for: "elephant") == nil)
        #expect(reference.page(for: "params") == nil)
    }

    @Test func `a type of artifact has a page with its members`() {
        #expect(
            reference.page(for: "Number") == """
                Number
                  a number

                Members
                    .value: a number, the number
                    .whole: a whole number, the number without what follows the point
                    .isPositive: true or false, whether it is more than 0

                """)
    }
}

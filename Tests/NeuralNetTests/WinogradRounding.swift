/// How far rounding moves what Winograd's algorithm F(4×4, 3×3) computes, in a probabilistic model.
///
/// An output is Aᵀ[Σ (G g Gᵀ) ⊙ (Bᵀ d B)]A, summed over n channels. With numbers d and kernels g that are independent,
/// of mean 0 and of standard deviations σ(d) and σ(g), a product at the place (i, j) of a tile has the standard deviation
/// s = σ(d)·σ(g)·|Bᵢ|·|Gᵢ|·|Bⱼ|·|Gⱼ|, with the Euclidean norms of the rows of Bᵀ and G. Each operation rounds by a number
/// that is independent of all others and of mean 0, as in the analysis of Higham and Mary (2019): with the unit roundoff
/// u = 2⁻²⁴ its standard deviation is at most u/√3 of the result, that of a uniform distribution between ±u.
///
/// - A sum of n products rounds once for each, with a fused multiply-add. The partial sum of k has the variance k·s², so
///   that all together move the sum by a variance of (u²/3)·s²·n²/2.
/// - The transforms of an input, of a kernel and of the sums take about 4, 6 and 6 operations one after the other, which
///   round the n products or their sum: (u²/3)·s²·16·n.
///
/// The transform Aᵀ adds the errors of a tile's 36 sums. Per dimension that is a factor κ, the largest of
/// Σᵢ Aᵢᵣ²·|Bᵢ|²·|Gᵢ|² among the outputs r, and the standard deviation of an output's error is
/// κ·σ(d)·σ(g)·u·√(n·(n/2 + 16)/3): it grows nearly as n. The gradient of the input is B[Σ (G g Gᵀ) ⊙ (A y Aᵀ)]Bᵀ, summed
/// over the filters, so that A and B change places; where tiles overlap, the gradients of two are added in each dimension.
///
/// κ is 94 forward and 52 backward, and computing with Float32 shows two thirds of the error that the model expects,
/// because the mean rounding of a number is smaller than its largest.
///
/// Where the products are computed in bfloat16, both factors of each are rounded to 8 bits, with u = 2⁻⁸, and all else is
/// negligible beside that: the n products of a sum move it by a variance of 2·(u²/3)·s²·n.
enum WinogradRounding {
    /// How far an output may be off.
    ///
    /// - Parameters:
    ///   - terms: the number of channels that it is summed over.
    ///   - deviations: the product of the standard deviations of inputs and kernels.
    static func output(terms: Int, deviations: Double) -> Float {
        bound(factor: WinogradTransforms.whole.outputFactor, terms: terms, deviations: deviations)
    }

    /// How far the gradient of an input may be off.
    ///
    /// - Parameters:
    ///   - terms: the number of filters that it is summed over.
    ///   - deviations: the product of the standard deviations of the outputs' gradients and kernels.
    static func inputGradient(terms: Int, deviations: Double) -> Float {
        bound(factor: WinogradTransforms.whole.inputGradientFactor, terms: terms, deviations: deviations)
    }

    /// How far an output may be off with products in bfloat16.
    static func outputInBFloat16(terms: Int, deviations: Double) -> Float {
        boundInBFloat16(
            factor: WinogradTransforms.balanced.outputFactor, terms: terms, deviations: deviations)
    }

    /// How far the gradient of an input may be off with products in bfloat16.
    static func inputGradientInBFloat16(terms: Int, deviations: Double) -> Float {
        boundInBFloat16(
            factor: WinogradTransforms.balanced.inputGradientFactor, terms: terms, deviations: deviations)
    }

    /// How far the gradient of a weight may be off with products in bfloat16.
    ///
    /// - Parameters:
    ///   - terms: the number of tiles that it is summed over.
    ///   - deviations: the product of the standard deviations of the inputs and of the outputs' gradients.
    static func weightGradientInBFloat16(terms: Int, deviations: Double) -> Float {
        boundInBFloat16(
            factor: WinogradTransforms.balanced.weightGradientFactor, terms: terms, deviations: deviations)
    }

    /// Six standard deviations in the model: less than one of 10⁸ normally distributed errors is farther off, even without
    /// the third that the model expects too much.
    private static func bound(factor: Double, terms: Int, deviations: Double) -> Float {
        let count = Double(terms)
        let operations = count * (count / 2 + 16) / 3
        return Float(6 * factor * deviations * 0x1p-24 * operations.squareRoot())
    }

    private static func boundInBFloat16(factor: Double, terms: Int, deviations: Double) -> Float {
        Float(6 * factor * deviations * 0x1p-8 * (2 * Double(terms) / 3).squareRoot())
    }
}

#ifndef STEPBOOK_OPTIMIZERS_H
#define STEPBOOK_OPTIMIZERS_H

#include <stdint.h>

/// A parameter's elements, state and gradients, all of the same length and aligned to 64 bytes.
struct stepbook_trained {
    float *values;
    /// The running means of the gradient and of its square, if the optimizer has them.
    float *first_means;
    float *second_means;
    /// The gradients to sum, one or more.
    const float *const *gradients;
    long gradient_count;
};

/// A step of stochastic gradient descent, the same for all parameters.
struct stepbook_descent {
    float rate;
    float weight_decay;
    /// The factor of the velocity, which is in `first_means`; if `has_momentum` is 0, there is none.
    float carried;
    int has_momentum;
    /// The factors of gradient and velocity in the step.
    float own, ahead;
};

/// A step of Adam or AdamW, the same for all parameters.
struct stepbook_adam {
    float beta1, rest_of_beta1;
    float beta2, rest_of_beta2;
    /// The learning rate divided by the first mean's bias correction.
    float step_size;
    /// 1 divided by the square root of the second mean's bias correction.
    float root_factor;
    float epsilon;
    /// Adam's weight decay: its product with the value is added to the gradient.
    float gradient_decay;
    /// AdamW's weight decay: the value is multiplied by it first.
    float value_factor;
};

/// Updates the elements from..<to, both multiples of 16.
void stepbook_descend(struct stepbook_trained trained, struct stepbook_descent step, long from, long to);

/// Updates the elements from..<to, both multiples of 16.
void stepbook_adapt(struct stepbook_trained trained, struct stepbook_adam step, long from, long to);

/// The sum of the squares of the elements from..<to, both multiples of 16, of the sum of some gradients.
///
/// - `gradients`: all of the same length and aligned to 64 bytes, `count` of them, one or more.
double stepbook_square_sum(const float *const *gradients, long count, long from, long to);

/// Multiplies the elements from..<to, both multiples of 16, by a factor.
void stepbook_scale(float *values, float factor, long from, long to);

/// Moves the elements from..<to, both multiples of 16, of an average towards values by a share of the distance, 0...1.
///
/// A share of 1 copies the values: above a half, the distance that remains is subtracted from them, as in PyTorch's
/// `lerp`.
void stepbook_average(float *average, const float *values, float share, long from, long to);

/// Copies the elements from..<to into bfloat16, interleaving each two rows of `length` elements.
///
/// Kernels that multiply pairs of bfloat16 want this layout: element c of rows 2r and 2r + 1 at 2·(r·length + c) and
/// the index after it. `length` is a multiple of 16, `from` and `to` of two rows.
void stepbook_interleave(const float *values, uint16_t *pairs, long length, long from, long to);

#endif

#ifndef STEPBOOK_OPTIMIZERS_H
#define STEPBOOK_OPTIMIZERS_H

#include <stdint.h>

/// A parameter's elements and what goes with them, all of one length; each begins at a multiple of 64 bytes.
struct stepbook_trained {
    float *values;
    /// Running means of the gradient and of its square, where the optimizer has them.
    float *first_means;
    float *second_means;
    /// The gradients to add up, one or more.
    const float *const *gradients;
    long gradient_count;
};

/// A step of stochastic gradient descent, the same for all parameters.
struct stepbook_descent {
    float rate;
    float weight_decay;
    /// What is kept of the velocity, which is `first_means`; where `has_momentum` is 0 there is none.
    float carried;
    int has_momentum;
    /// The shares of gradient and velocity in the step.
    float own, ahead;
};

/// A step of Adam or AdamW, the same for all parameters.
struct stepbook_adam {
    float beta1, rest_of_beta1;
    float beta2, rest_of_beta2;
    /// The learning rate by the first mean's correction.
    float step_size;
    /// 1 by the root of the second mean's correction.
    float root_factor;
    float epsilon;
    /// Added to the gradient, times the value: Adam's weight decay.
    float gradient_decay;
    /// What the value is multiplied by first: AdamW's weight decay.
    float value_factor;
};

/// Changes the elements from..<to, both multiples of 16.
void stepbook_descend(struct stepbook_trained trained, struct stepbook_descent step, long from, long to);

/// Changes the elements from..<to, both multiples of 16.
void stepbook_adapt(struct stepbook_trained trained, struct stepbook_adam step, long from, long to);

/// Copies the elements from..<to into bfloat16, each two rows of `length` elements with their elements in turn.
///
/// So kernels that multiply pairs of bfloat16 want them: element c of rows 2r and 2r + 1 at 2·(r·length + c) and behind
/// it. `length` is a multiple of 16, `from` and `to` of two rows.
void stepbook_interleave(const float *values, uint16_t *pairs, long length, long from, long to);

#endif

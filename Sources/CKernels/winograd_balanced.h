// The transforms of Winograd's algorithm F(4×4, 3×3) with the points 0, ±√½, ±√2 and ∞, for products in bfloat16.
//
// The points decide how far the factors of a product differ in size, and so what rounding them costs: with these, an
// output's error is 1.0 % of its standard deviation, with those of winograd.h 2.3 % (64 channels of normally distributed
// numbers; the error of the points ±a and ±b is least near a = 0.7 and b = 1.4). Alam, Anderson, Barabasz and Gregg,
// "Winograd Convolution for Deep Neural Networks: Efficient Point Selection" (2022), choose them in the same way. Since
// the squares are ½ and 2, the transforms need no more operations than with whole points.

#ifndef STEPBOOK_WINOGRAD_BALANCED_H
#define STEPBOOK_WINOGRAD_BALANCED_H

#include "winograd.h"

/// The positive points.
#define SMALL_POINT 0.70710678f
#define LARGE_POINT 1.41421356f

/// Bᵀ · values.
INLINE void balanced_input(const floats from[6], floats to[6]) {
    floats outer = from[4] - 2 * from[2], inner = SMALL_POINT * (from[3] - 2 * from[1]);
    floats outer2 = from[4] - 0.5f * from[2], inner2 = LARGE_POINT * (from[3] - 0.5f * from[1]);
    to[0] = from[0] - 2.5f * from[2] + from[4];
    to[1] = outer + inner;
    to[2] = outer - inner;
    to[3] = outer2 + inner2;
    to[4] = outer2 - inner2;
    to[5] = from[1] - 2.5f * from[3] + from[5];
}

/// B · values.
INLINE void balanced_input_back(const floats from[6], floats to[6]) {
    floats sum1 = from[1] + from[2], difference1 = SMALL_POINT * (from[1] - from[2]);
    floats sum2 = from[3] + from[4], difference2 = LARGE_POINT * (from[3] - from[4]);
    to[0] = from[0];
    to[1] = from[5] - 2 * difference1 - 0.5f * difference2;
    to[2] = -2.5f * from[0] - 2 * sum1 - 0.5f * sum2;
    to[3] = difference1 + difference2 - 2.5f * from[5];
    to[4] = from[0] + sum1 + sum2;
    to[5] = from[5];
}

/// G · values.
INLINE void balanced_kernel(const floats from[3], floats to[6]) {
    floats even1 = (from[0] + 0.5f * from[2]) * (2.0f / 3), odd1 = from[1] * (SMALL_POINT * 2 / 3);
    floats even2 = (from[0] + 2 * from[2]) * (1.0f / 6), odd2 = from[1] * (LARGE_POINT / 6);
    to[0] = from[0];
    to[1] = -even1 - odd1;
    to[2] = odd1 - even1;
    to[3] = even2 + odd2;
    to[4] = even2 - odd2;
    to[5] = from[2];
}

/// Gᵀ · values.
INLINE void balanced_kernel_back(const floats from[6], floats to[3]) {
    floats sum1 = (from[1] + from[2]) * (2.0f / 3), difference1 = (from[2] - from[1]) * (SMALL_POINT * 2 / 3);
    floats sum2 = (from[3] + from[4]) * (1.0f / 6), difference2 = (from[3] - from[4]) * (LARGE_POINT / 6);
    to[0] = from[0] - sum1 + sum2;
    to[1] = difference1 + difference2;
    to[2] = 2 * sum2 - 0.5f * sum1 + from[5];
}

/// Aᵀ · values.
INLINE void balanced_output(const floats from[6], floats to[4]) {
    floats sum1 = from[1] + from[2], difference1 = SMALL_POINT * (from[1] - from[2]);
    floats sum2 = from[3] + from[4], difference2 = LARGE_POINT * (from[3] - from[4]);
    to[0] = from[0] + sum1 + sum2;
    to[1] = difference1 + difference2;
    to[2] = 0.5f * sum1 + 2 * sum2;
    to[3] = 0.5f * difference1 + 2 * difference2 + from[5];
}

/// A · values.
INLINE void balanced_output_back(const floats from[4], floats to[6]) {
    floats even1 = from[0] + 0.5f * from[2], odd1 = SMALL_POINT * (from[1] + 0.5f * from[3]);
    floats even2 = from[0] + 2 * from[2], odd2 = LARGE_POINT * (from[1] + 2 * from[3]);
    to[0] = from[0];
    to[1] = even1 + odd1;
    to[2] = even1 - odd1;
    to[3] = even2 + odd2;
    to[4] = even2 - odd2;
    to[5] = from[3];
}

#endif

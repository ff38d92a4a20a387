// The one operation on vectors that Swift's standard library leaves to a call for each element.

typedef float stepbook_float8 __attribute__((ext_vector_type(8)));

/// The square root of each element, rounded as IEEE 754 says.
static inline __attribute__((always_inline)) stepbook_float8 stepbook_square_root(stepbook_float8 numbers) {
    return __builtin_elementwise_sqrt(numbers);
}

// Sixteen numbers at a time: one register of AVX-512, two of AVX, four elsewhere.

#ifndef STEPBOOK_VECTORS_H
#define STEPBOOK_VECTORS_H

#include <stdint.h>
#include <string.h>

// One body, several machine codes. A function for each instruction set takes no vectors and calls an `INLINE` one,
// which becomes part of it with all that it calls; so no vector is ever passed between functions, and how instruction
// sets differ in that does not matter.
#pragma clang diagnostic ignored "-Wpsabi"
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_INSTRUCTION_SET \
    __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_INSTRUCTION_SET
#endif
#define INLINE static inline __attribute__((always_inline))

enum { lanes = 16 };

typedef float floats __attribute__((ext_vector_type(16)));
typedef int32_t integers __attribute__((ext_vector_type(16)));
typedef uint32_t patterns __attribute__((ext_vector_type(16)));
typedef uint16_t halves __attribute__((ext_vector_type(16)));
typedef uint8_t bytes __attribute__((ext_vector_type(16)));

/// The elements at a place, of floats or bfloat16.
INLINE floats load(const void *elements, long index, int is_bfloat16) {
    if (is_bfloat16) {
        halves upper;
        memcpy(&upper, (const uint16_t *)elements + index, sizeof upper);
        return (floats)(__builtin_convertvector(upper, patterns) << 16);
    }
    floats vector;
    memcpy(&vector, (const float *)elements + index, sizeof vector);
    return vector;
}

/// The patterns of the nearest bfloat16, of the two nearest the even one; NaN stays NaN.
INLINE patterns round_to_bfloat16(floats vector) {
    patterns bits = (patterns)vector;
    patterns rounded = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
    return vector == vector ? rounded : (patterns)0x7FC0;
}

/// Writes elements, rounded where they are to be bfloat16.
INLINE void store(void *elements, long index, int is_bfloat16, floats vector) {
    if (is_bfloat16) {
        halves upper = __builtin_convertvector(round_to_bfloat16(vector), halves);
        memcpy((uint16_t *)elements + index, &upper, sizeof upper);
    } else {
        memcpy((float *)elements + index, &vector, sizeof vector);
    }
}

/// The places of the largest elements of windows, as integers.
INLINE integers load_winners(const uint8_t *winners, long index) {
    bytes narrow;
    memcpy(&narrow, winners + index, sizeof narrow);
    return __builtin_convertvector(narrow, integers);
}

INLINE void store_winners(uint8_t *winners, long index, integers places) {
    bytes narrow = __builtin_convertvector(places, bytes);
    memcpy(winners + index, &narrow, sizeof narrow);
}

/// The largest of the four elements of a window.
struct winner {
    floats value;
    integers place;
};

/// Finds the largest elements: the first of equal ones, and NaN before all others, as PyTorch does.
INLINE struct winner largest(const floats window[4]) {
    struct winner best = {window[0], 0};
    for (int place = 1; place < 4; place++) {
        integers is_larger = (window[place] > best.value) | (window[place] != window[place]);
        best.value = is_larger ? window[place] : best.value;
        best.place = is_larger ? (integers)place : best.place;
    }
    return best;
}

/// The place that stands for none of a window's four.
enum { none = 4 };

#endif

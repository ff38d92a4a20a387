#ifndef STEPBOOK_PEAK_H
#define STEPBOOK_PEAK_H

/// Computes chains of fused multiply-adds in float in registers, without memory accesses.
///
/// Returns the number of floating-point operations, two for each multiply-add; `sum` gets a result that depends on
/// all of them.
double stepbook_multiply_adds(long rounds, float *sum);

#endif

#!/usr/bin/env python3
"""Writes what SciPy computes of Student's t, samples, pairs and McNemar's test, for the tests to compare with.

    python3 Scripts/statistics_reference.py [--output FILE]

Needs scipy and numpy; the project itself and its tests do not. The same versions give the same bytes; the file names
them. McNemar's test, which SciPy lacks, is written with SciPy's distributions as statsmodels' `mcnemar` has it.

Near the median SciPy 1.17 is not exact: the quantile of 0.4999 with 4 degrees of freedom is off by 1.6e-9 of it, and
the survival function of 1e-8 with one by 3e-9. Such cases are left out.
"""

import argparse
import json
import pathlib

import numpy
import scipy
from scipy import special, stats

FIXTURE = pathlib.Path(__file__).resolve().parent.parent / "Tests/WorkflowTests/Fixtures/statistics.json"

DEGREES = [0.5, 1, 1.5, 2, 3, 4, 4.7, 9, 30, 99, 1234.5, 1e6]
TAILS = [1e-12, 1e-9, 1e-6, 1e-4, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.25, 0.3]
NUMBERS = [0.1, 0.5, 1, 1.5, 2, 2.776, 4, 7, 12, 30, 100, 1e4, 1e10]


def incomplete_beta():
    """Every order of size of both parameters, on both sides of the mean, and far from it."""
    generator = numpy.random.default_rng(19)
    cases = [(a, b, x) for a in (0.5, 1, 2.5, 40, 5000) for b in (0.5, 1, 3, 75, 20000)
             for x in (0.001, 0.125, 0.5, 0.75, 0.9375)]
    for _ in range(60):
        a, b = (float(10 ** generator.uniform(-1, 4)) for _ in range(2))
        mean, deviation = a / (a + b), (a * b / (a + b + 1)) ** 0.5 / (a + b)
        x = float(numpy.clip(mean + deviation * generator.normal() * 2, 1e-6, 1 - 1e-6))
        cases.append((a, b, 1 - (1 - x)))  # a number whose complement is exact too
    for a, b, x in cases:
        lower, upper = float(special.betainc(a, b, x)), float(special.betaincc(a, b, x))
        # Further out, a share has fewer digits in SciPy too.
        if min(lower, upper) > 1e-100:
            yield {"a": a, "b": b, "x": x, "lower": lower, "upper": upper}


def student_t():
    for degrees in DEGREES:
        for size in NUMBERS:
            for t in (size, -size):
                shares = float(stats.t.cdf(t, degrees)), float(stats.t.sf(t, degrees))
                if min(shares) > 1e-100:
                    yield {"degreesOfFreedom": degrees, "t": t, "cumulative": shares[0], "survival": shares[1]}


def quantiles():
    for degrees in DEGREES:
        for tail in TAILS:
            for probability in (tail, 1 - tail):
                yield {"degreesOfFreedom": degrees, "probability": probability,
                       "quantile": float(stats.t.ppf(probability, degrees))}


def sample_lists():
    generator = numpy.random.default_rng(20)
    yield [0.9, 0.92]
    yield [0.9907, 0.9913, 0.9899]
    yield [0.1, 0.2, 0.4, 0.8, 1.6]
    yield [-3.5, 0, 12.25, 7]
    yield [1e9 + 1, 1e9 + 2, 1e9 + 4]
    yield [2.5e-12, 3.5e-12, 1e-12]
    for count in (2, 5, 10, 31, 200):
        yield [round(float(number), 6) for number in generator.normal(0.98, 0.004, count)]


def samples():
    for numbers in sample_lists():
        array = numpy.array(numbers)
        error = stats.sem(array)
        low, high = stats.t.interval(0.95, len(numbers) - 1, loc=array.mean(), scale=error)
        yield {"numbers": numbers, "mean": float(array.mean()), "standardDeviation": float(array.std(ddof=1)),
               "low": float(low), "high": float(high)}


def pairs():
    generator = numpy.random.default_rng(21)
    cases = [([0.9, 0.92], [0.91, 0.915]), ([0.9907, 0.9913, 0.9899], [0.9871, 0.9880, 0.9865]),
             ([1, 2, 3, 4], [1.5, 2.25, 2.75, 4.5]), ([0.5, 0.5, 0.75], [0.5, 0.5, 0.5])]
    for count, shift in ((2, 0.01), (5, 0), (5, 0.02), (10, 0.002), (40, 0.5)):
        common = generator.normal(0.97, 0.01, count)
        rows = [[round(float(number), 6) for number in common + shift * side + generator.normal(0, 0.002, count)]
                for side in (1, 0)]
        cases.append((rows[0], rows[1]))
    for first, second in cases:
        result = stats.ttest_rel(first, second)
        interval = result.confidence_interval()
        differences = numpy.array(first) - numpy.array(second)
        yield {"first": first, "second": second, "mean": float(differences.mean()),
               "standardDeviation": float(differences.std(ddof=1)), "t": float(result.statistic),
               "pValue": float(result.pvalue), "low": float(interval.low), "high": float(interval.high)}


def mcnemar():
    cases = [(0, 1), (1, 1), (0, 5), (10, 2), (8, 9), (3, 21), (24, 0), (12, 12), (12, 13), (25, 0), (5, 20),
             (86, 150), (121, 59), (1000, 1001), (1300, 900), (40000, 41000), (100, 20)]
    for first, second in cases:
        count = first + second
        if count < 25:
            yield {"onlyFirst": first, "onlySecond": second, "isExact": True,
                   "pValue": min(1.0, float(stats.binomtest(min(first, second), count, 0.5).pvalue))}
        else:
            statistic = (abs(first - second) - 1) ** 2 / count
            yield {"onlyFirst": first, "onlySecond": second, "isExact": False,
                   "pValue": float(stats.chi2.sf(statistic, 1))}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--output", type=pathlib.Path, default=FIXTURE)
    path = parser.parse_args().output
    lists = {"incompleteBeta": incomplete_beta(), "studentT": student_t(), "quantiles": quantiles(),
             "samples": samples(), "pairs": pairs(), "mcnemar": mcnemar()}
    text = f'{{\n"scipy": "{scipy.__version__}",\n"numpy": "{numpy.__version__}"'
    for name, cases in lists.items():
        # A case a line, so that a changed one is a changed line.
        text += f',\n"{name}": [\n' + ",\n".join(json.dumps(case) for case in cases) + "\n]"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n}\n")
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

"""Budgets solved by an independent convex solver: SciPy's SLSQP on the fill rates as they are defined.

    python3 tests/oracle/money.py > tests/oracle/money.json        needs SciPy

Fractional units, weights by units, textbook continuous review; normal demand and gamma demand. For each portfolio and
each goal: the least money item by item, and for one target in each of two segments, started from several points and
polished until the multipliers agree. Written with the figures of the items, so that the test needs no Python.
"""

import json
import random

import numpy as np
from scipy import optimize, stats


def fill_rate(kind, mean, sd, quantity, stock):
    """Both terms; demand over the lead time of mean and sd, stock above the mean."""
    def loss(level):
        if kind == "normal":
            k = (level - mean) / sd
            return sd * (stats.norm.pdf(k) - k * stats.norm.sf(k))
        shape, scale = mean**2 / sd**2, sd**2 / mean
        return mean * stats.gamma.sf(level, shape + 1, scale=scale) - level * stats.gamma.sf(level, shape, scale=scale)

    level = mean + stock
    return 1 - (loss(level) - loss(level + quantity)) / quantity


def slope(kind, mean, sd, quantity, stock):
    def below(level):
        if kind == "normal":
            return stats.norm.cdf((level - mean) / sd)
        return stats.gamma.cdf(level, mean**2 / sd**2, scale=sd**2 / mean)

    level = mean + stock
    return (below(level + quantity) - below(level)) / quantity


def level_stock(kind, mean, sd, p):
    if kind == "normal":
        return max(sd * stats.norm.ppf(p), 0.0)
    return max(stats.gamma.ppf(p, mean**2 / sd**2, scale=sd**2 / mean) - mean, 0.0)


def item_by_item(kind, items, goal):
    weights = np.array([item["mean"] for item in items])
    weights = weights / weights.sum()
    costs = np.array([item["cost"] for item in items])
    sds = np.array([item["sd2"] for item in items])
    scale = costs * sds

    def rate(x):
        each = [fill_rate(kind, i["mean2"], i["sd2"], i["quantity"], s) for i, s in zip(items, x * sds)]
        return float(np.dot(weights, each)) - goal

    def gradient(x):
        each = [slope(kind, i["mean2"], i["sd2"], i["quantity"], s) for i, s in zip(items, x * sds)]
        return weights * np.array(each) * sds

    best = None
    for start in (0.5, 1.0, 2.0):
        found = optimize.minimize(
            lambda x: float(np.dot(scale, x)) / scale.sum(), np.full(len(items), start), jac=lambda x: scale / scale.sum(),
            constraints=[{"type": "ineq", "fun": rate, "jac": gradient}], bounds=[(0, 8)] * len(items), method="SLSQP",
            options={"ftol": 1e-15, "maxiter": 2000})
        if found.success and rate(found.x) > -1e-9 and (best is None or found.fun < best):
            best = found.fun
    return best * scale.sum()


def segments(kind, items, goal):
    """One target in each of two segments: a search over the first, the second found for the goal."""
    weights = np.array([item["mean"] for item in items])
    weights = weights / weights.sum()

    def sums(levels):
        stocks = [level_stock(kind, i["mean2"], i["sd2"], levels[i["segment"]]) for i in items]
        rate = sum(w * fill_rate(kind, i["mean2"], i["sd2"], i["quantity"], s) for w, i, s in zip(weights, items, stocks))
        return sum(i["cost"] * s for i, s in zip(items, stocks)), rate

    def capital(k):
        first = stats.norm.cdf(k)
        at = lambda other: sums((first, stats.norm.cdf(other)))[1] - goal
        if at(-2) > 0:
            return sums((first, stats.norm.cdf(-2)))[0]
        if at(4.7) < 0:
            return np.inf
        other = optimize.brentq(at, -2, 4.7, xtol=1e-13)
        return sums((first, stats.norm.cdf(other)))[0]

    grid = np.linspace(-2, 4.6, 67)
    values = [capital(k) for k in grid]
    at = int(np.argmin(values))
    low, high = grid[max(at - 1, 0)], grid[min(at + 1, len(grid) - 1)]
    found = optimize.minimize_scalar(capital, bounds=(low, high), method="bounded", options={"xatol": 1e-10})
    return float(found.fun)


def main():
    random.seed(7)
    portfolios = []
    for kind in ("normal", "gamma"):
        for number in range(3):
            items = []
            for at in range(12):
                mean = round(np.exp(random.uniform(1, 6)), 3)
                sd = round(mean * random.uniform(0.1, 0.5 if kind == "normal" else 1.5), 3)
                cost = round(np.exp(random.uniform(0, 4)), 2)
                quantity = round(mean * random.uniform(0.5, 6), 2)
                items.append({"mean": mean, "sd": sd, "mean2": 2 * mean, "sd2": sd * 2**0.5, "cost": cost,
                              "quantity": quantity, "segment": at % 2})
            goals = [{"rate": goal, "items": item_by_item(kind, items, goal), "segments": segments(kind, items, goal)}
                     for goal in (0.95, 0.98, 0.995)]
            figures = [{key: item[key] for key in ("mean", "sd", "cost", "quantity", "segment")} for item in items]
            portfolios.append({"model": kind, "items": figures, "goals": goals})
    print(json.dumps(portfolios, indent=1))


main()

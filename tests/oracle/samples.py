"""Computes the three samples again, apart from the engine, and compares.

    python3 tests/oracle/samples.py        needs mpmath

In: www/samples/<sample> and the figures kept in tests/cases/sample_<sample>/expected. Out: each figure
that differs by more than 1e-9, and how many were compared. Histories, returns and lead times are exact
fractions; distributions come from mpmath at 30 digits. It knows what these samples use and no more: weeks, window
first-demand, edge weeks dropped, returns cancelled one week back, a short history's uncertain mean, lateness as the
lead time's spread, automatic models, a segment's spread for an item sold in one week, stock looked at once a day, no
bounds.
"""

import csv
import json
import math
import sys
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from mpmath import exp, gammainc, mp, mpf, ncdf, npdf, power, sqrt

mp.dps = 30
PROJECT = Path(__file__).parents[2]
YEAR = mpf("365.25")


def table(path):
    if not path.exists():
        return []
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def real(number):
    return mpf(number.numerator) / mpf(number.denominator) if isinstance(number, Fraction) else mpf(number)


def mean(values):
    return Fraction(sum(values)) / len(values)


def deviation(values):
    """Standard deviation with n - 1; none for a single value."""
    if len(values) < 2:
        return None
    return sqrt(real(sum((value - mean(values)) ** 2 for value in values) / (len(values) - 1)))


def week(day):
    """ISO weeks, counted from the first Monday of 1970."""
    return (day - date(1970, 1, 5)).days // 7


class Sample:
    def __init__(self, name):
        folder = PROJECT / "www/samples" / name
        kept = PROJECT / "tests/cases" / f"sample_{name}" / "expected"
        self.policy = json.loads((folder / "policy.json").read_text())
        self.fields = ["item", "client"] if "customer" in self.policy["stocking_unit"] else ["item"]
        self.demand = [
            {**row, "key": self.key(row), "day": date.fromisoformat(row["date"]), "units": Fraction(row["quantity"])}
            for row in table(folder / "demand.csv")
        ]
        self.master = {self.key(row): row for row in table(folder / "items.csv")}
        self.lines = complete_lines(table(folder / "receipts.csv"))
        days = [row["day"] for row in self.demand]
        self.first, self.last = min(days), max(days)
        self.first_week = week(self.first + timedelta(6))
        self.last_week = week(self.last + timedelta(1)) - 1
        self.items = {}
        for row in table(kept / "item-results.csv"):
            key = (row["item"], row["customer"]) if "client" in self.fields else (row["item"],)
            self.items[key] = row
        self.segments = {row["segment"]: row for row in table(kept / "segment-results.csv")}

    def key(self, row):
        return tuple(row[field] for field in self.fields)

    def rows(self, key):
        return [row for row in self.demand if row["key"] == key]

    def in_span(self, row):
        """Whether a row lies in the last 365 days."""
        return row["day"] >= self.last - timedelta(364)


def complete_lines(rows):
    """Order lines received to 95 %: item, supplier, days taken, days late."""
    parts = defaultdict(list)
    for number, row in enumerate(rows):
        ordered, came = Fraction(row["quantity_ordered"]), row["quantity_received"]
        is_part = came and Fraction(came) < ordered and row.get("order")
        parts[(row["order"], row["item"], ordered) if is_part else number].append(row)
    lines = []
    for together in parts.values():
        came = Fraction(0)
        for row in sorted((row for row in together if row["received"]), key=lambda row: row["received"]):
            came += Fraction(row["quantity_received"] or row["quantity_ordered"])
            if came >= Fraction(95, 100) * Fraction(row["quantity_ordered"]):
                done, ordered = date.fromisoformat(row["received"]), date.fromisoformat(row["ordered"])
                late = (done - date.fromisoformat(row["promised"])).days if row.get("promised") else None
                if done >= ordered:
                    lines.append((row["item"], row["supplier"], Fraction((done - ordered).days), late))
                break
    return lines


def settled(rows):
    """Units by week after returns, the returns that took effect, and units returned by the week they came off."""
    weeks, effective, returned = defaultdict(Fraction), [], defaultdict(Fraction)
    for row in rows:
        weeks[week(row["day"])] += max(row["units"], 0)
    for row in sorted((row for row in rows if row["units"] < 0), key=lambda row: (row["day"], row["units"])):
        own = week(row["day"])
        for back in (own, own - 1):
            if weeks[back] >= -row["units"]:
                weeks[back] += row["units"]
                returned[back] -= row["units"]
                effective.append(row)
                break
    return weeks, effective, returned


def pattern(values):
    positive = [value for value in values if value > 0]
    adi, middle = Fraction(len(values), len(positive)), mean(positive)
    squares = sum((value - middle) ** 2 for value in positive)
    cv2 = squares / (len(positive) - 1) / middle**2 if len(positive) > 1 else Fraction(0)
    names = ("smooth", "erratic", "intermittent", "lumpy")
    return adi, cv2, names[2 * (adi >= Fraction(132, 100)) + (cv2 >= Fraction(49, 100))]


def lead_time(sample, item, master):
    """Mean and spread in days: three own lines, else the supplier's, else the master's."""
    own = [line for line in sample.lines if line[0] == item]
    pooled = [line for line in sample.lines if master.get("supplier") and line[1] == master["supplier"]]
    days = Fraction(master.get("lead_time_days") or 14)
    spread = real(Fraction(master.get("lead_time_sd_days") or 0))
    lines = own if len(own) >= 3 else pooled
    if lines:
        days = mean([line[2] for line in lines])
        late = [Fraction(line[3]) for line in lines if line[3] is not None]
        enough = 5 * len(late) >= 4 * len(lines)
        found = deviation(late if enough else [line[2] for line in lines])
        spread = spread if found is None else found
    return days, spread


class Demand:
    """Demand over some time: P(X <= s), and the shortages of all levels above s together."""

    def __init__(self, model, mu, variance):
        self.model, self.mu, self.sigma = model, mu, sqrt(variance)
        if model == "gamma":
            self.shape, self.scale = mu * mu / variance, variance / mu
        if model in ("poisson", "negative_binomial"):
            self.masses = counts(mu, variance)

    def below(self, s):
        if self.model == "normal":
            return ncdf((s - self.mu) / self.sigma)
        if self.model == "gamma":
            return 1 - self.above(0, s)
        return sum(self.masses[: int(mp.floor(s + mpf("1e-9"))) + 1])

    def above(self, more, s):
        return gammainc(self.shape + more, max(s, 0) / self.scale, regularized=True)

    def second(self, s):
        """E[((X - s)+)^2] / 2."""
        if self.model == "normal":
            k = (s - self.mu) / self.sigma
            return self.sigma**2 * ((1 + k * k) * (1 - ncdf(k)) - k * npdf(k)) / 2
        a, b = self.shape, self.scale
        return (a * (a + 1) * b * b * self.above(2, s) - 2 * s * a * b * self.above(1, s) + s * s * self.above(0, s)) / 2

    def backlog(self, s, whole):
        """Whole units: the sum of E[(X - y)+] over y = s+1, s+2, ...; else its integral."""
        if self.model in ("normal", "gamma"):
            return self.second(s + mpf(1) / 2 if whole else s)
        total = mpf(0)
        for count, mass in enumerate(self.masses):
            steps = max(int(mp.floor(count - s)), 0)
            total += mass * (steps * (count - s) - mpf(steps * (steps + 1)) / 2)
        return total


def counts(mu, variance):
    """Masses of a poisson, or of a negative binomial where the variance is above the mean."""
    more = variance > mu * (1 + mpf(10) ** -9)
    p, r = (mu / variance, mu * mu / (variance - mu)) if more else (mpf(1), None)
    mass, masses = power(p, r) if more else exp(-mu), []
    while len(masses) < mu or mass > mpf(10) ** -28:
        masses.append(mass)
        count = len(masses)
        mass *= (r + count - 1) * (1 - p) / count if more else mu / count
    return masses


def day_moments(rows, effective_by_week, first, last, rate):
    """Mean and n - 1 variance of a day's demand over the days of the weeks first to last."""
    days = defaultdict(Fraction)
    for row in rows:
        if row["units"] > 0:
            days[row["day"]] += row["units"]
    for number, returned in effective_by_week.items():
        for day in sorted((day for day in days if week(day) == number), reverse=True):
            off = min(returned, days[day])
            days[day] -= off
            returned -= off
    count = 7 * (last - first + 1)
    values = [units for day, units in days.items() if first <= week(day) <= last]
    middle = sum(values, Fraction(0)) / count
    squares = sum((value - middle) ** 2 for value in values) + (count - len(values)) * middle**2
    return real(rate) / 7, real(squares / (count - 1))


def undershoot(m1, v1, whole):
    """Mean and variance of what is missing at the reorder point, from the third moment."""
    if whole and v1 < m1:
        m3 = m1 + 3 * m1 * v1 + m1**3
    else:
        third = v1 * (2 * v1 / m1 - 1) if whole else 2 * v1 * v1 / m1
        m3 = third + 3 * m1 * v1 + m1**3
    first = (v1 + m1 * m1) / (2 * m1)
    spread = m3 / (3 * m1) - first * first
    return (first - mpf(1) / 2, spread - mpf(1) / 12) if whole else (first, spread)


class Daily:
    """What a reorder point gives, looked at once a day."""

    def __init__(self, model, over, day, order, whole):
        (mu, variance), (m1, v1) = over(0), day
        more, spread = undershoot(m1, v1, whole)
        self.at_order = Demand(model, mu + more, variance + spread)
        self.now, self.later = Demand(model, mu, variance), Demand(model, *over(mpf(1) / 7))
        self.order, self.day, self.whole = order, m1, whole

    def owed(self, demand, s):
        return demand.backlog(s, self.whole) - demand.backlog(s + self.order, self.whole)

    def fill_rate(self, s):
        return 1 - (self.owed(self.later, s) - self.owed(self.now, s)) / (self.order * self.day)

    def backorders(self, s):
        return self.owed(self.now, s) / self.order


def item(sample, key, borrowed=None):
    """The figures of an item by the export's names, what reorder points give, and whether it comes in whole units.

    One sold in a single week has a spread only where it borrows a coefficient of variation.
    """
    master, rows = sample.master.get(key, {}), sample.rows(key)
    weeks, effective, returned = settled(rows)
    counted = [row for row in rows if row["units"] > 0] + effective
    price = lambda row: Fraction(row.get("price") or master.get("unit_price") or 0)
    revenue = sum(price(row) * row["units"] for row in counted if sample.in_span(row))
    span = min(365, (sample.last - sample.first).days + 1)
    figures = {"annual_revenue": real(Fraction(revenue)) * YEAR / span}
    sold = [number for number in weeks if weeks[number] > 0]
    start = max(min(sold, default=sample.last_week + 1), sample.first_week)
    window = [weeks[number] for number in range(start, sample.last_week + 1)]
    if not any(window):
        return figures, None, False
    adi, cv2, kind = pattern(window)
    opened = kind in ("intermittent", "lumpy") and min(sold) >= sample.first_week and len(window) > 6
    values = window[1:] if opened else window
    figures |= {"periods": mpf(len(values)), "adi": real(adi), "cv2": real(cv2), "pattern": kind}
    figures["mean"] = real(mean(values))
    if len(values) < 2 and borrowed is None:
        return figures, None, False
    rate, own = real(mean(values)), deviation(values)
    sd = rate * borrowed if own is None else own
    days, spread = lead_time(sample, key[0], master)
    interval = real(days) / 7
    over = lambda more: (
        rate * (interval + more),
        (interval + more) * sd**2 * (1 + (interval + more) / len(values)) + rate**2 * (spread / 7) ** 2,
    )
    mu, variance = over(0)
    whole = all(row["units"].denominator == 1 for row in rows)
    model = automatic(kind, whole, mu, variance)
    row_mean = mean([row["units"] for row in rows if row["units"] > 0])
    order = Fraction(master.get("order_quantity") or max(mean(values), row_mean, 1))
    figures |= {
        "mean": rate, "sd": own, "cv": own and own / rate, "lead_time_days": real(days), "lead_time_sd_days": spread,
        "order_quantity": real(Fraction(math.ceil(order)) if whole else order), "model": model,
        "mean_over_interval": mu, "sd_over_interval": sqrt(variance),
    }
    day = day_moments(rows, returned, start + opened, sample.last_week, rate)
    if own is None:
        day = rate / 7, sd**2 / 7  # its own seven days say as little as its week
    return figures, Daily(model, over, day, figures["order_quantity"], whole), whole


def middle_value(values):
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def items_of(sample):
    """Every item's figures; one too short for a spread takes its segment's median, else that of all."""
    found = {key: item(sample, key) for key in sample.items}
    lent = defaultdict(list)
    for key, (figures, shape, _) in found.items():
        if shape is not None:
            lent[sample.items[key]["segment"]].append(figures["cv"])
    everyone = [cv for cvs in lent.values() for cv in cvs]
    for key, (figures, shape, _) in found.items():
        if shape is None and figures.get("mean", 0) > 0 and everyone:
            found[key] = item(sample, key, middle_value(lent[sample.items[key]["segment"]] or everyone))
    return found


def automatic(kind, whole, mu, variance):
    if kind == "smooth":
        return "normal" if sqrt(variance) <= mpf("0.2") * mu else "gamma"
    if kind == "intermittent" and whole:
        return "poisson" if variance <= mu * (1 + mpf(10) ** -9) else "negative_binomial"
    return "gamma"


class Comparison:
    def __init__(self, name):
        self.name, self.compared, self.differ = name, 0, 0

    def check(self, where, name, mine, kept):
        self.compared += 1
        if mine is None or kept == "":
            same = mine is None and kept == ""
        elif isinstance(mine, str):
            same = mine == kept
        else:
            same = abs(mpf(kept) - mine) <= mpf("1e-9") * max(abs(mine), mpf("1e-6"))
        if not same:
            self.differ += 1
            print(self.name, where, name, "computed", mine, "kept", kept)


def check_level(comparison, key, row, chance, whole, target):
    """The level is the least that reaches the target: the one below in whole units, the point else."""
    level = mpf(row["reorder_point"])
    if mpf(row["safety_stock"]) > 0 and whole:
        level = mpf(round(level))
        least = chance(level) >= target - mpf("1e-12") and chance(level - 1) < target
        comparison.check(key, "level", "least" if least else "not the least", "least")
    elif mpf(row["safety_stock"]) > 0:
        comparison.check(key, "level", chance(level), str(target))


def check_items(sample, comparison):
    """Compares every item; gives the ones with a safety stock."""
    stocked = {}
    for key, (figures, shape, whole) in items_of(sample).items():
        row = sample.items[key]
        for name, mine in figures.items():
            comparison.check(key, name, mine, row[name])
        comparison.check(key, "stocked", "yes" if shape else "no", "yes" if row["model"] else "no")
        if shape is None:
            continue
        segments = sample.policy["segments"]
        target = mpf(segments.get(row["segment"], segments["*"])["target"]["value"])
        comparison.check(key, "target", target, row["target"])
        level = mpf(row["reorder_point"])
        check_level(comparison, key, row, shape.at_order.below, whole, target)
        level = mpf(round(level)) if abs(level - round(level)) < mpf("1e-9") else level
        comparison.check(key, "cycle_service_level", shape.at_order.below(level), row["cycle_service_level"])
        comparison.check(key, "fill_rate", shape.fill_rate(level), row["fill_rate"])
        comparison.check(key, "average_backorders", shape.backorders(level), row["average_backorders"])
        stocked[key] = (figures, whole)
    return stocked


def segment(sample, keys, stocked):
    """A segment's sums from its items' figures."""
    sums = defaultdict(lambda: mpf(0))
    for key in keys:
        row = sample.items[key]
        sums["items"] += 1
        sums["annual_revenue"] += mpf(row["annual_revenue"] or 0)
        yearly = mpf(row["mean"] or 0) * YEAR / 7
        sums["annual_demand"] += yearly
        if key not in stocked:
            continue
        figures, whole = stocked[key]
        stock = mpf(row["safety_stock"])
        lines = sum(1 for sale in sample.rows(key) if sale["units"] > 0 and sample.in_span(sale))
        sums["safety_stock"] += stock
        sums["units_short"] += (1 - mpf(row["fill_rate"])) * yearly
        sums["lines"] += lines
        sums["cycle_service_level"] += lines * mpf(row["cycle_service_level"])
        sums["fill_rate"] += lines * mpf(row["fill_rate"])
        if row["unit_cost"]:
            cost = mpf(row["unit_cost"])
            cycle = (figures["order_quantity"] + (1 if whole else 0)) / 2
            sums["safety_stock_value"] += stock * cost
            sums["cycle_stock_value"] += cycle * cost
            sums["average_inventory_value"] += (cycle + stock + mpf(row["average_backorders"])) * cost
            sums["cost"] += yearly * cost
    sums["holding_cost"] = mpf("0.2") * sums["average_inventory_value"]
    sums["turns"] = sums["cost"] / sums["average_inventory_value"]
    sums["days_of_cover"] = sums["safety_stock_value"] / sums["cost"] * YEAR
    sums["cycle_service_level"] /= sums["lines"]
    sums["fill_rate"] /= sums["lines"]
    return sums


def check_segments(sample, stocked, comparison):
    members = defaultdict(list)
    for key, row in sample.items.items():
        members[row["segment"]].append(key)
        members["Total"].append(key)
    for name, keys in members.items():
        sums = segment(sample, keys, stocked)
        for column, kept in sample.segments[name].items():
            if column not in ("segment", "target_kind", "target"):
                comparison.check(name, column, sums[column], kept)


def main():
    differ = 0
    for name in ("shop", "distributor", "third_party_logistics"):
        sample, comparison = Sample(name), Comparison(name)
        check_segments(sample, check_items(sample, comparison), comparison)
        print(f"{name}: {len(sample.items)} items, {comparison.compared} figures, {comparison.differ} differ")
        differ += comparison.differ
    sys.exit(1 if differ else 0)


main()

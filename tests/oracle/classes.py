"""Classes of real items, worked out from the raw files with nothing but Python: exact fractions, no product code.

    python3 classes.py FOLDER DATA      writes item,abc,xyz,pattern of one data set to standard output

Window from the data's first period, edge periods kept, returns left out; weeks from Monday, months for parts data.
ABC by revenue (units where there is no money) over all of the data, XYZ over four weeks (a month) counted back from
the end, patterns after Syntetos, Boylan & Croston (2005).
"""

import csv
import sys
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

getcontext().prec = 80
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def week(day):
    return (day.toordinal() - 1) // 7


def number(text):
    return Decimal(text.strip().replace(",", "") or "0")


def day_month_name(text):
    day, month, year = text.split("-")
    return date(2000 + int(year), MONTHS.index(month.lower()) + 1, int(day))


def day_month_year(text):
    day, month, year = text.split("/")
    return date(2000 + int(year), int(month), int(day))


def lines(path, item, day, quantity, money):
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found = row[item].strip(), day(row), number(row[quantity]), money(row)
            if found[2] > 0:
                yield found


def online_retail(folder):
    rows = lines(
        folder / "online_retail/online_retail.csv",
        "StockCode",
        lambda row: datetime.fromisoformat(row["InvoiceDate"]).date(),
        "Quantity",
        lambda row: number(row["Quantity"]) * number(row["UnitPrice"]),
    )
    return (row for row in rows if row[3] > 0)


def scms(folder):
    return lines(
        folder / "scms/SCMS_Delivery_History_Dataset.csv",
        "Item Description",
        lambda row: day_month_name(row["Delivered to Client Date"]),
        "Line Item Quantity",
        lambda row: number(row["Line Item Value"]),
    )


def superstore(folder):
    return lines(
        folder / "superstore/Sample - Superstore.csv",
        "Product ID",
        lambda row: day_month_year(row["Order Date"]),
        "Quantity",
        lambda row: number(row["Sales"]),
    )


def by_week(rows):
    """Series a item, oldest first, and revenue a item."""
    sums, money, weeks = defaultdict(lambda: defaultdict(Decimal)), defaultdict(Decimal), set()
    for item, day, quantity, value in rows:
        sums[item][week(day)] += quantity
        money[item] += value
        weeks.add(week(day))
    span = range(min(weeks), max(weeks) + 1)
    return {item: [sums[item][at] for at in span] for item in sums}, money, 4


def auto(folder):
    with open(folder / "auto/auto_demand_wide.csv", newline="") as file:
        rows = list(csv.reader(file))[1:]
    series = {row[0]: [number(cell) for cell in reversed(row[1:])] for row in rows}
    return series, {item: sum(values) for item, values in series.items()}, 1


def abc(values):
    total, before, classes = sum(values.values()), Decimal(0), {}
    for item in sorted(values, key=lambda item: (-values[item], item)):
        share = before / total
        near = Decimal("1e-12")
        classes[item] = "A" if share < Decimal("0.8") - near else "B" if share < Decimal("0.95") - near else "C"
        before += values[item]
    return classes


def squared_cv(values):
    """Sample variance over the squared mean; nothing where it has none."""
    count = len(values)
    if count < 2 or sum(values) <= 0:
        return None
    values = [Fraction(value) for value in values]
    mean = sum(values) / count
    return sum((value - mean) ** 2 for value in values) / (count - 1) / mean**2


def xyz(series, bucket):
    whole = len(series) // bucket
    kept = series[len(series) - whole * bucket :]
    squared = squared_cv([sum(kept[at * bucket : (at + 1) * bucket]) for at in range(whole)])
    if squared is None:
        return "Z"
    return "X" if squared <= Fraction(1, 4) else "Y" if squared <= 1 else "Z"


def pattern(series):
    sold = [value for value in series if value > 0]
    if not sold:
        return ""
    often = Fraction(len(series), len(sold)) < Fraction(132, 100)
    alike = (squared_cv(sold) or 0) < Fraction(49, 100)
    return {(True, True): "smooth", (True, False): "erratic", (False, True): "intermittent"}.get((often, alike), "lumpy")


SETS = {
    "online_retail": lambda folder: by_week(online_retail(folder)),
    "scms": lambda folder: by_week(scms(folder)),
    "superstore": lambda folder: by_week(superstore(folder)),
    "auto": auto,
}


def main(folder, name):
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["item", "abc", "xyz", "pattern"])
    series, values, bucket = SETS[name](folder)
    classes = abc(values)
    for item in sorted(series):
        out.writerow([item, classes[item], xyz(series[item], bucket), pattern(series[item])])


main(Path(sys.argv[1]), sys.argv[2])

// What the JavaScript peers do with their rows: weekly cells an item and location, then mean and
// sample deviation over all weeks. Written to be fast: numbers for names, a column a week, dates
// worked out once.

const day = 86_400_000;
const block = 16_384;

export class Totals {
  items = new Map();
  places = new Map();
  /** Item and place to the number of their unit, plus one. */
  numbers = new Int32Array(1 << 20);
  units = 0;
  /** A week's cells, by unit. */
  weeks = new Map();
  dates = new Map();
  rows = 0;

  add(date, item, place, quantity) {
    const week = this.dates.get(date) ?? this.week(date);
    const unit = this.unit(numbered(this.items, item), numbered(this.places, place));
    if (unit >= week.cells.length) week.cells = longer(week.cells, Math.max(unit + 1, this.units));
    week.cells[unit] += +quantity;
    this.rows += 1;
  }

  week(date) {
    const since = Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) / day;
    const number = Math.floor((since + 3) / 7);
    const week = this.weeks.get(number) ?? { cells: new Float64Array(block) };
    this.weeks.set(number, week);
    this.dates.set(date, week);
    return week;
  }

  unit(item, place) {
    const at = item * 512 + place;
    if (at >= this.numbers.length) this.numbers = longer(this.numbers, at + 1);
    if (this.numbers[at] === 0) {
      this.units += 1;
      this.numbers[at] = this.units;
    }
    return this.numbers[at] - 1;
  }

  /** What all contenders have to agree on. */
  figures() {
    const periods = Math.max(...this.weeks.keys()) - Math.min(...this.weeks.keys()) + 1;
    const sum = new Float64Array(this.units);
    const off = new Float64Array(this.units);
    for (const { cells } of this.weeks.values()) {
      for (let unit = 0; unit < Math.min(this.units, cells.length); unit += 1) sum[unit] += cells[unit];
    }
    for (const { cells } of this.weeks.values()) {
      for (let unit = 0; unit < this.units; unit += 1) {
        off[unit] += ((cells[unit] ?? 0) - sum[unit] / periods) ** 2;
      }
    }
    let [quantity, means, deviations] = [0, 0, 0];
    for (let unit = 0; unit < this.units; unit += 1) {
      quantity += sum[unit];
      means += sum[unit] / periods;
      deviations += Math.sqrt(
        (off[unit] + (periods - this.weeks.size) * (sum[unit] / periods) ** 2) / (periods - 1),
      );
    }
    return { rows: this.rows, units: this.units, quantity, means, deviations };
  }
}

function numbered(names, name) {
  const known = names.get(name);
  if (known !== undefined) return known;
  names.set(name, names.size);
  return names.size - 1;
}

function longer(array, least) {
  const made = new array.constructor(Math.max(array.length * 2, Math.ceil(least / block) * block));
  made.set(array);
  return made;
}

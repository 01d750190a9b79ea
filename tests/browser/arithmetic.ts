// A shown line worked out: what stands left of its last equals sign must give what stands right of it. Sums are
// evaluated as they stand; "gamma of mean 36.6, deviation 21.1, up to 60" is computed here, by its own means.

const plain = (text: string) => text.replaceAll(",", "").replaceAll("\u2212", "-").replaceAll("\u00a0", " ");

/** Fails where the line does not work out. */
export function check(line: string): void {
  const cut = line.lastIndexOf(" = ");
  if (cut < 0) throw new Error(`nothing to work out: ${line}`);
  const said = plain(line.slice(cut + 3));
  const value = Number.parseFloat(said) / (said.includes("%") ? 100 : 1);
  const found = worth(line.slice(0, cut));
  const most = said.includes("%") ? 1e-4 : Math.max(2.5e-4 * Math.abs(value), 0.0151);
  if (!(Math.abs(found - value) <= most)) throw new Error(`${line}: worked out, ${found}`);
}

function worth(left: string): number {
  const of = /^(.+) of mean (\S+), deviation (\S+), up to (\S+)$/.exec(left);
  if (!of) return sum(left);
  const [, model = "", ...figures] = of;
  const [mean = 0, sd = 0, level = 0] = figures.map((text) => Number(plain(text).replace(/,$/, "")));
  return covered(model, mean, sd, level);
}

function sum(left: string): number {
  const text = plain(left)
    .replaceAll("²", "**2")
    .replaceAll("×", "*")
    .replaceAll("÷", "/")
    .replace(/√([\d.]+)/g, "Math.sqrt($1)")
    .replaceAll("√(", "Math.sqrt(");
  if (!/^[\d\s.()*/+\-Mathsqr]+$/.test(text)) throw new Error(`no sum: ${left}`);
  return Number(new Function(`return ${text}`)());
}

/** The share of demand up to a level. */
function covered(model: string, mean: number, sd: number, level: number): number {
  if (model === "normal") return normal((level - mean) / sd);
  if (model === "gamma") return lowerGamma((mean / sd) ** 2, (level * mean) / (sd * sd));
  if (model === "Poisson") return counted(level, -mean, () => mean);
  if (model === "negative binomial") {
    const [share, size] = [mean / (sd * sd), (mean * mean) / (sd * sd - mean)];
    return counted(level, size * Math.log(share), (at) => (1 - share) * (size + at - 1));
  }
  throw new Error(`no such model: ${model}`);
}

/** Sums probabilities from zero on; the one of `at` is the last times `step(at) / at`. */
function counted(level: number, logFirst: number, step: (at: number) => number): number {
  let [log, total] = [logFirst, Math.exp(logFirst)];
  for (let at = 1; at <= level; at += 1) {
    log += Math.log(step(at) / at);
    total += Math.exp(log);
  }
  return total;
}

const normal = (z: number) =>
  z < 0 ? 0.5 * (1 - lowerGamma(0.5, (z * z) / 2)) : 0.5 * (1 + lowerGamma(0.5, (z * z) / 2));

/** The regularized lower incomplete gamma function by its series. */
function lowerGamma(shape: number, x: number): number {
  if (x <= 0) return 0;
  let [term, total] = [1 / shape, 1 / shape];
  for (let at = 1; at < 100_000 && term > 1e-17 * total; at += 1) {
    term *= x / (shape + at);
    total += term;
  }
  return total * Math.exp(shape * Math.log(x) - x - logGamma(shape));
}

/** Stirling's series, after the recurrence. */
function logGamma(x: number): number {
  if (x < 12) return logGamma(x + 1) - Math.log(x);
  return (
    (x - 0.5) * Math.log(x) -
    x +
    0.5 * Math.log(2 * Math.PI) +
    1 / (12 * x) -
    1 / (360 * x ** 3) +
    1 / (1260 * x ** 5)
  );
}

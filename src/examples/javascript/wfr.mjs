// WFR sampling in JavaScript before `wfr conform --command "node wfr.mjs"`: the operations of one step, and whole runs whose particles go out a population a line.
// Mathematics first, protocol last; no packages.
import fs from "node:fs";
import readline from "node:readline";

const number = v => (v === "inf" ? Infinity : v === "-inf" ? -Infinity : v);
const numbers = list => list.map(number);
const sum = a => { let s = 0, c = 0; for (const v of a) { const y = v - c, t = s + y; c = t - s - y; s = t; } return s; }; // Kahan
const logSumExp = a => { const top = a.reduce((p, q) => Math.max(p, q), -Infinity); return top + Math.log(sum(a.map(v => Math.exp(v - top)))); };

function normalise(logWeights) {
  const top = logWeights.reduce((p, q) => Math.max(p, q), -Infinity), w = logWeights.map(l => Math.exp(l - top)), total = sum(w);
  return w.map(v => v / total);
}

function sdeStep(choice, { diffusivity: d, dt, x, gradient, noise, nextNoise, targetMean: m, targetVariance: v }) {
  if (choice === "exact-ou") {
    const a = Math.exp(-d * dt / v), s = Math.sqrt(-v * Math.expm1(-2 * d * dt / v));
    return x.map((q, i) => m + a * (q - m) + s * noise[i]);
  }
  const xi = choice === "leimkuhler-matthews" ? noise.map((n, i) => 0.5 * (n + nextNoise[i])) : noise;
  return x.map((q, i) => q - d * dt * gradient[i] + Math.sqrt(2 * d * dt) * xi[i]);
}

// Ancestors, counted from 0.
function resample(choice, { weights, uniforms }) {
  const n = weights.length, ancestors = [];
  let left = weights;
  if (choice === "residual") {
    const copies = weights.map(w => Math.floor(n * w * (1 + 1e-12)));
    copies.forEach((c, i) => { for (let k = 0; k < c; k++) ancestors.push(i); });
    left = weights.map((w, i) => Math.max(0, n * w - copies[i]));
  }
  const total = sum(left), last = left.reduce((p, w, i) => (w > 0 ? i : p), 0), rest = n - ancestors.length;
  for (let k = 0; k < rest; k++) {
    const u = choice === "systematic" ? (k + uniforms[0]) / n : choice === "stratified" ? (k + uniforms[k % uniforms.length]) / n : uniforms[k];
    let i = 0, c = left[0];
    while (i < last && c / total <= u) c += left[++i];
    ancestors.push(i);
  }
  return ancestors;
}

const OPERATIONS = {
  sdeStep,
  resample,
  normalise: (choice, { logWeights }) => normalise(logWeights),
  meanLogRatio: (choice, { logWeights, logRho, potential }) => { const w = normalise(logWeights); return sum(w.map((p, i) => p * (logRho[i] + potential[i]))); },
  updateLogWeights: (choice, { logWeights, logRho, potential, mean, lambda, dt }) => logWeights.map((l, i) => l - lambda * dt * (logRho[i] + potential[i] - mean)),
  effectiveSampleSize: (choice, { logWeights }) => 1 / sum(normalise(logWeights).map(w => w * w)),
  resetLogWeights: (choice, { logWeights }) => logWeights.map(() => logSumExp(logWeights) - Math.log(logWeights.length)),
};

// Whole runs: R populations of N particles with step dt, and again with dt/2.
const R = 16, N = 3000, DT = 0.005;

function generator(seed) { // splitmix on 32 bits, and Box and Muller
  let a = seed >>> 0;
  const uniform = () => {
    const word = () => { a = (a + 0x9e3779b9) | 0; let t = a ^ (a >>> 16); t = Math.imul(t, 0x21f0aaad); t ^= t >>> 15; t = Math.imul(t, 0x735a2d97); return (t ^ (t >>> 15)) >>> 0; };
    return (word() + (word() >>> 6) / 67108864 + 2 ** -28) / 4294967296;
  };
  return { uniform, normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()) };
}

// So many indices, each as often as its weight says, up to one.
function systematic(weights, count, u) {
  const chosen = [];
  for (let k = 0, i = 0, total = weights[0]; k < count; k++) {
    while (i < weights.length - 1 && total <= (k + u) / count) total += weights[++i];
    chosen.push(i);
  }
  return chosen;
}

// Values on even nodes, read between them.
const reader = (table, a, dx) => x => {
  const s = Math.min(Math.max((x - a) / dx, 0), table.length - 1 - 1e-9), i = Math.floor(s);
  return table[i] + (s - i) * (table[i + 1] - table[i]);
};

function* sample({ scenario, samples }, dt, random) {
  const [a, b] = scenario.domain, d = scenario.diffusivity, rate = scenario["reaction-rate"];
  const v = numbers(samples.potential), start = numbers(samples.logInitial), dx = (b - a) / (v.length - 1), noise = Math.sqrt(2 * d * dt);
  const potential = reader(v, a, dx), slope = reader(v.map((_, i) => { const l = Math.max(i - 1, 0), r = Math.min(i + 1, v.length - 1); return (v[r] - v[l]) / ((r - l) * dx); }), a, dx);
  const cells = Math.ceil(4 * (b - a) / noise), h = (b - a) / cells, reach = Math.ceil(6 * noise / h);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-(((k - reach) * h / noise) ** 2) / 2));
  let x = systematic(normalise(start), N, random.uniform()).map(i => a + dx * (i + random.uniform() - 0.5)), l = x.map(() => 0), step = 0;
  for (const t of scenario["output-times"]) {
    for (; step < Math.round(t / dt); step++) {
      const w = normalise(l), mass = new Float64Array(cells + 1), rho = new Float64Array(cells + 1);
      x = x.map((q, i) => {
        const y = q - dt * d * slope(q);
        mass[Math.min(Math.max(Math.round((y - a) / h), 0), cells)] += w[i];
        return y + noise * random.normal();
      });
      for (let i = 0; i <= cells; i++) for (let k = mass[i] ? -reach : reach + 1; k <= reach; k++) if (i + k >= 0 && i + k <= cells) rho[i + k] += mass[i] * kernel[k + reach];
      const at = reader(rho, a, h), logRho = x.map(q => Math.log(at(q) + 1e-300)), value = x.map(potential);
      const mean = OPERATIONS.meanLogRatio("", { logWeights: l, logRho, potential: value });
      l = OPERATIONS.updateLogWeights("", { logWeights: l, logRho, potential: value, mean, lambda: rate, dt });
      if (OPERATIONS.effectiveSampleSize("", { logWeights: l }) < N / 2) {
        const old = x;
        x = systematic(normalise(l), N, random.uniform()).map(i => old[i]);
        l = l.map(() => 0);
      }
    }
    yield { time: t, x, log_weight: l };
  }
}

function* populations(input) {
  for (const dt of [DT, DT / 2]) for (let r = 0; r < R; r++) for (const p of sample(input, dt, generator(1 + r + 1000 * Math.round(1 / dt)))) yield { ...p, time_step: dt, replicate: r };
}

const infinite = v => (typeof v === "number" && !Number.isFinite(v) ? (Number.isNaN(v) ? "nan" : v > 0 ? "inf" : "-inf") : v);
const say = answer => fs.writeFileSync(1, JSON.stringify(answer, (key, v) => infinite(v)) + "\n"); // at once, not when the run is over
const read = input => JSON.parse(JSON.stringify(input), (key, v) => (v === "inf" || v === "-inf" ? number(v) : v));

readline.createInterface({ input: process.stdin }).on("line", line => {
  const { seq, request, operation, choice, input } = JSON.parse(line);
  if (request === "start") say({ seq, protocol: 1, name: "WFR in JavaScript" });
  else if (request === "capabilities") say({ seq, operations: ["solve", ...Object.keys(OPERATIONS)] });
  else if (request === "stop") { say({ seq }); process.exit(0); }
  else if (operation === "solve") { for (const particles of populations(input)) say({ seq, particles, more: true }); say({ seq }); }
  else { const output = OPERATIONS[operation](choice, read(input)); say({ seq, output: Array.isArray(output) ? output : [output] }); }
});

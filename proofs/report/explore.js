"use strict";
// Exact arithmetic: a fraction of two whole numbers of any size, in lowest terms.

function gcd(a, b) {
  a = a < 0n ? -a : a;
  b = b < 0n ? -b : b;
  while (b) [a, b] = [b, a % b];
  return a;
}

class Q {
  constructor(top, bottom = 1n) {
    top = BigInt(top);
    bottom = BigInt(bottom);
    if (bottom === 0n) throw new RangeError("a fraction over 0");
    const common = gcd(top, bottom) * (bottom < 0n ? -1n : 1n);
    this.top = top / common;
    this.bottom = bottom / common;
  }
  static of(value) {
    if (value instanceof Q) return value;
    const [top, bottom = "1"] = String(value).split("/");
    return new Q(BigInt(top), BigInt(bottom));
  }
  plus(other) { return new Q(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom); }
  minus(other) { return this.plus(other.negative()); }
  times(other) { return new Q(this.top * other.top, this.bottom * other.bottom); }
  over(other) { return new Q(this.top * other.bottom, this.bottom * other.top); }
  negative() { return new Q(-this.top, this.bottom); }
  get sign() { return this.top > 0n ? 1 : this.top < 0n ? -1 : 0; }
  equals(other) { return this.top === other.top && this.bottom === other.bottom; }
  toString() { return this.bottom === 1n ? `${this.top}` : `${this.top}/${this.bottom}`; }
  get near() { // a float, for drawing alone
    const scaled = (this.top * 1000000000n) / this.bottom;
    return Number(scaled) / 1e9;
  }
  get shown() { // as it is written on the page
    const text = this.toString().replace("-", "−");
    return text.length <= 13 ? text : `≈ ${this.near.toFixed(5).replace("-", "−")}`;
  }
}
const ZERO = new Q(0), ONE = new Q(1);
const sum = (values) => values.reduce((a, b) => a.plus(b), ZERO);
const dot = (a, b) => sum(a.map((value, k) => value.times(b[k])));
const same = (a, b) => a.every((value, k) => value.equals(b[k]));
const exactly = (row) => row.map(Q.of);

// The learning rules, each from what the page says of it.

function perceptron(inputs, labels, rate, start, passes) {
  // The weights before the first sample and after each, and which samples were mistaken.
  let weights = start;
  const path = [start], mistakes = [];
  for (let pass = 0; pass < passes; pass++) {
    inputs.forEach((x, k) => {
      const predicted = dot(weights, x).sign >= 0 ? ONE : ONE.negative();
      const error = labels[k].minus(predicted);
      mistakes.push(error.sign !== 0);
      weights = weights.map((w, j) => w.plus(rate.times(error).times(x[j])));
      path.push(weights);
    });
  }
  return { path, mistakes };
}

function moments(inputs, targets) {
  const count = new Q(inputs.length);
  const mean = (f) => sum(inputs.map(f)).over(count);
  return {
    A: [0, 1].map((j) => [0, 1].map((k) => mean((x) => x[j].times(x[k])))),
    b: [0, 1].map((j) => mean((x, k) => x[j].times(targets[k]))),
  };
}

function descent(inputs, targets, rate, start, steps) {
  // Gradient descent on half the mean squared error.
  const { A, b } = moments(inputs, targets);
  const path = [start];
  for (let t = 0; t < steps; t++) {
    const w = path[t];
    path.push(w.map((value, j) => value.minus(rate.times(dot(A[j], w).minus(b[j])))));
  }
  return path;
}

function hidden(inputs, targets, rate, units, bias, steps) {
  // Units [w, beta, v] with the activation 1/2 + z/4, one input, half the squared error, summed.
  const half = new Q(1, 2), quarter = new Q(1, 4);
  const path = [{ units, bias }];
  for (let t = 0; t < steps; t++) {
    const now = path[t];
    const change = now.units.map(() => [ZERO, ZERO, ZERO]);
    let moved = ZERO;
    inputs.forEach((x, i) => {
      const sent = now.units.map(([w, beta]) => half.plus(quarter.times(w.times(x).plus(beta))));
      const output = sum(now.units.map(([, , v], j) => v.times(sent[j]))).plus(now.bias);
      const error = output.minus(targets[i]);
      now.units.forEach(([, , v], j) => {
        const back = error.times(v).times(quarter);
        change[j] = [
          change[j][0].plus(back.times(x)), change[j][1].plus(back),
          change[j][2].plus(error.times(sent[j])),
        ];
      });
      moved = moved.plus(error);
    });
    path.push({
      units: now.units.map((unit, j) => unit.map((value, k) => value.minus(rate.times(change[j][k])))),
      bias: now.bias.minus(rate.times(moved)),
    });
  }
  return path;
}

globalThis.exact = { // for tests: strings in, strings out
  perceptron(inputs, labels, rate, start, passes) {
    const run = perceptron(inputs.map(exactly), exactly(labels), Q.of(rate), exactly(start), passes);
    return { path: run.path.map((w) => w.map(String)), mistakes: run.mistakes };
  },
  descent(inputs, targets, rate, start, steps) {
    const path = descent(inputs.map(exactly), exactly(targets), Q.of(rate), exactly(start), steps);
    return path.map((w) => w.map(String));
  },
  hidden(inputs, targets, rate, units, bias, steps) {
    const path = hidden(exactly(inputs), exactly(targets), Q.of(rate), units.map(exactly), Q.of(bias), steps);
    return path.map((state) => [...state.units.flat(), state.bias].map(String));
  },
};

// Drawing ----------------------------------------------------------------------------------------

const SIZE = 300, PAD = 25;
const make = (name, attributes = {}, ...children) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};

function scaleFor(points) {
  // A square of whole numbers that holds all points and the origin.
  const xs = [0, ...points.map((p) => p[0])], ys = [0, ...points.map((p) => p[1])];
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const span = Math.max(right - left, high - low, 0.5) * 1.1;
  const x = (left + right) / 2 - span / 2, y = (low + high) / 2 - span / 2;
  const unit = (SIZE - 2 * PAD) / span;
  return { unit, span, x, y, at: ([a, b]) => [PAD + (a - x) * unit, SIZE - PAD - (b - y) * unit] };
}

function timeScale(points) {
  // Updates to the right, one weight upwards, each with a unit of its own.
  const ys = [0, ...points.map((p) => p[1])], last = Math.max(...points.map((p) => p[0]), 1);
  const low = Math.min(...ys), high = Math.max(...ys), rise = (high - low || 1) * 1.1;
  const y = (low + high) / 2 - rise / 2, room = SIZE - 2 * PAD;
  return {
    span: last, rise, x: 0, y, counts: true,
    at: ([a, b]) => [PAD + (a * room) / last, SIZE - PAD - ((b - y) * room) / rise],
  };
}

const places = (point) => point.map((value) => value.toFixed(2)).join(",");

function plane(svg, scale, names) {
  svg.replaceChildren();
  svg.setAttribute("viewBox", `0 0 ${SIZE} ${SIZE}`);
  const rise = scale.rise || scale.span;
  const step = [0.1, 0.25, 0.5, 1, 2, 5, 10, 50, 100, 1000, 1e4, 1e5].find((s) => rise / s <= 9) || 1e6;
  const line = (kind, from, to) => {
    const [a, b] = [scale.at(from), scale.at(to)];
    svg.append(make("line", { class: kind, x1: a[0], y1: a[1], x2: b[0], y2: b[1] }));
  };
  const across = scale.counts ? 1 : step;
  for (let k = Math.ceil(scale.x / across); k * across <= scale.x + scale.span; k++) {
    line("grid", [k * across, scale.y], [k * across, scale.y + rise]);
    if (scale.counts) {
      svg.append(make("text", { class: "faint", x: scale.at([k, 0])[0], y: SIZE - 6, "text-anchor": "middle" }, `${k}`));
    }
  }
  for (let k = Math.ceil(scale.y / step); k * step <= scale.y + rise; k++) {
    line("grid", [scale.x, k * step], [scale.x + scale.span, k * step]);
  }
  line("axis", [scale.x, 0], [scale.x + scale.span, 0]);
  line("axis", [0, scale.y], [0, scale.y + rise]);
  const [right, zero] = scale.at([scale.x + scale.span, 0]);
  const [middle, top] = scale.at([0, scale.y + rise]);
  svg.append(make("text", { class: "faint", x: right + 3, y: zero + 4 }, names[0]));
  svg.append(make("text", { class: "faint", x: middle, y: top - 6, "text-anchor": "middle" }, names[1]));
  if (!scale.counts) svg.append(make("text", { class: "faint", x: SIZE - 4, y: SIZE - 5, "text-anchor": "end" }, `grid ${step}`));
}

function draw(svg, scale, path, kind, dots = false) {
  const at = path.map(scale.at);
  svg.append(make("polyline", { class: `path ${kind}`, points: at.map(places).join(" ") }));
  if (dots) for (const [x, y] of at.slice(1, -1)) svg.append(make("circle", { class: `end-${kind}`, cx: x, cy: y, r: 2.6 }));
  const [x, y] = at[at.length - 1];
  svg.append(make("circle", { class: `end-${kind}`, cx: x, cy: y, r: 5 }));
  svg.append(make("circle", { class: "begin", cx: at[0][0], cy: at[0][1], r: 4.5 }));
}

function ray(svg, scale, point) {
  if (!point[0] && !point[1]) return;
  const [from, to] = [scale.at([0, 0]), scale.at(point.map((v) => 1.12 * v))];
  svg.append(make("line", { class: "ray", x1: from[0], y1: from[1], x2: to[0], y2: to[1] }));
}

function compared(w, v) {
  // What is said of the directions of two vectors, and whether they agree.
  const still = [w, v].map((end) => end.every((value) => value.sign === 0));
  if (still[0] && still[1]) return [true, "both are zero"];
  if (still[0] || still[1]) return [false, "one of them is zero"];
  const apart = w[0].times(v[1]).minus(w[1].times(v[0])).sign || dot(w, v).sign < 0;
  return apart ? [false, "another direction"] : [true, "the same direction"];
}

const floats = (path) => path.map((w) => w.map((value) => value.near));
const pair = (w) => `(${w.map((value) => value.shown).join(", ")})`;
const get = (id) => document.getElementById(id);

function table(id, heads, rows) {
  const cells = (values, tag) => {
    const row = document.createElement("tr");
    values.forEach((value, k) => {
      const cell = document.createElement(k && tag === "td" ? "td" : "th");
      cell.textContent = String(value).replace("-", "−");
      cell.scope = tag === "th" ? "col" : k ? "" : "row";
      if (tag === "td" && k) cell.removeAttribute("scope");
      row.append(cell);
    });
    return row;
  };
  get(id).replaceChildren(cells(heads, "th"), ...rows.map((row) => cells(row, "td")));
}

function said(id, lines) {
  get(id).replaceChildren(...lines.map((parts) => {
    const item = document.createElement("li");
    for (const [kind, text] of parts) {
      const span = document.createElement("span");
      if (kind) span.className = kind;
      span.textContent = text;
      item.append(span);
    }
    return item;
  }));
}

function slider(id, value, redraw) {
  const input = get(id), shown = get(`${id}-is`);
  const show = () => {
    shown.textContent = value(Number(input.value)).shown;
    input.setAttribute("aria-valuetext", shown.textContent);
  };
  input.addEventListener("input", () => { show(); redraw(); });
  show();
  return { get exact() { return value(Number(input.value)); }, reset() { input.value = input.defaultValue; show(); } };
}

// Samples that can be moved ------------------------------------------------------------------------

const REACH = 3;

class Samples {
  constructor(id, points, signs, names, changed) {
    this.svg = get(id);
    this.first = [points, signs];
    this.names = names;
    this.changed = changed;
    this.reset();
    this.svg.setAttribute("viewBox", `0 0 ${SIZE} ${SIZE}`);
    this.scale = { unit: (SIZE - 2 * PAD) / (2 * REACH + 1) };
    this.scale.at = ([a, b]) => [SIZE / 2 + a * this.scale.unit, SIZE / 2 - b * this.scale.unit];
    this.build();
  }
  reset() {
    this.points = this.first[0].map((p) => [...p]);
    this.signs = [...this.first[1]];
    if (this.nodes) this.points.forEach((_, k) => this.place(k));
  }
  get inputs() { return this.points.map((p) => p.map((value) => new Q(value))); }
  get labels() { return this.signs.map((value) => new Q(value)); }
  build() {
    for (let k = -REACH; k <= REACH; k++) {
      for (const flip of [false, true]) {
        const ends = [[k, -REACH - 0.4], [k, REACH + 0.4]].map((p) => this.scale.at(flip ? [p[1], p[0]] : p));
        this.svg.append(make("line", {
          class: k ? "grid" : "axis", x1: ends[0][0], y1: ends[0][1], x2: ends[1][0], y2: ends[1][1],
        }));
      }
    }
    this.nodes = this.points.map((_, k) => {
      const node = make("g", { tabindex: 0, role: "button" },
        make("circle", { class: "reach", r: 21 }), make("circle", { class: "disc", r: 10.5 }),
        make("text", { "text-anchor": "middle", y: 4.5 }));
      this.svg.append(node);
      this.listen(node, k);
      return node;
    });
    this.points.forEach((_, k) => this.place(k));
  }
  place(k) {
    const [x, y] = this.scale.at(this.points[k]), plus = this.signs[k] > 0, node = this.nodes[k];
    node.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)})`);
    node.setAttribute("class", `sample ${plus ? "plus" : "minus"}`);
    node.lastChild.textContent = String(k + 1);
    node.setAttribute("aria-label", `Sample ${k + 1} at (${this.points[k].join(", ").replace(/-/g, "−")}), ` +
      `${this.names} ${plus ? "1" : "−1"}. Arrow keys move it, Enter changes the ${this.names}.`);
  }
  move(k, x, y) {
    const held = [x, y].map((value) => Math.max(-REACH, Math.min(REACH, value)));
    if (held[0] === this.points[k][0] && held[1] === this.points[k][1]) return false;
    this.points[k] = held;
    this.place(k);
    this.changed();
    return true;
  }
  toggle(k) {
    this.signs[k] = -this.signs[k];
    this.place(k);
    this.changed();
  }
  listen(node, k) {
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    node.addEventListener("keydown", (event) => {
      const step = arrows[event.key];
      if (step) this.move(k, this.points[k][0] + step[0], this.points[k][1] + step[1]);
      else if (event.key === "Enter" || event.key === " ") this.toggle(k);
      else return;
      event.preventDefault();
    });
    let moved = null;
    node.addEventListener("pointerdown", (event) => {
      moved = false;
      node.setPointerCapture(event.pointerId);
      event.preventDefault();
      node.focus();
    });
    node.addEventListener("pointermove", (event) => {
      if (moved === null) return;
      const box = this.svg.getBoundingClientRect(), unit = box.width / SIZE;
      const x = ((event.clientX - box.left) / unit - SIZE / 2) / this.scale.unit;
      const y = (SIZE / 2 - (event.clientY - box.top) / unit) / this.scale.unit;
      moved = this.move(k, Math.round(x), Math.round(y)) || moved;
    });
    node.addEventListener("pointerup", () => {
      if (moved === false) this.toggle(k);
      moved = null;
    });
    node.addEventListener("pointercancel", () => { moved = null; });
    node.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  }
}

function reset(id, parts, redraw) {
  get(id).addEventListener("click", () => {
    parts.forEach((part) => part.reset());
    redraw();
  });
}

// The perceptron -----------------------------------------------------------------------------------

function perceptronSection(data) {
  let ready = false;
  const redraw = () => ready && show();
  const samples = new Samples("p-samples", data.inputs, data.labels, "label", redraw);
  const rate = slider("p-rate", (k) => new Q(k, 8), redraw);
  const first = slider("p-first", (k) => new Q(k, 2), redraw);
  const second = slider("p-second", (k) => new Q(k, 2), redraw);
  const passes = slider("p-passes", (k) => new Q(k), redraw);
  function show() {
    const { inputs, labels } = samples, many = Number(passes.exact.top);
    const lines = [];
    const rows = [];
    [["p-zero", [ZERO, ZERO], "From zero"], ["p-away", [first.exact, second.exact], "From your start"]].forEach(
      ([id, start, name]) => {
        const own = perceptron(inputs, labels, rate.exact, start, many);
        const unit = perceptron(inputs, labels, ONE, start, many);
        const [w, v] = [own.path[own.path.length - 1], unit.path[unit.path.length - 1]];
        const drawn = [floats(own.path), floats(unit.path)];
        const scale = scaleFor([...drawn[0], ...drawn[1]]);
        const svg = get(id);
        plane(svg, scale, ["w₁", "w₂"]);
        [w, v].forEach((end) => ray(svg, scale, end.map((value) => value.near)));
        draw(svg, scale, drawn[1], "b");
        draw(svg, scale, drawn[0], "a");
        const similar = own.path.every((p, t) => same(p, unit.path[t].map((value) => value.times(rate.exact))));
        const [fine, told] = compared(w, v);
        const mistaken = own.mistakes.every((m, t) => m === unit.mistakes[t]);
        lines.push([
          ["", `${name}${id === "p-away" ? ` ${pair(start)}` : ""}: w ends at ${pair(w)}, and at rate 1 at ${pair(v)}: `],
          [fine ? "yes" : "no", told], ["", ", "],
          [mistaken ? "yes" : "no", mistaken ? "the same mistakes" : "other mistakes"], ["", ", "],
          [similar ? "yes" : "no", similar ? "every weight η times that at rate 1." : "not η times the run at rate 1."],
        ]);
        svg.setAttribute("aria-label", lines[lines.length - 1].map((part) => part[1]).join(""));
        own.path.forEach((p, t) => {
          rows[t] = [...(rows[t] || [t]), ...p, ...unit.path[t]];
        });
      });
    said("p-said", lines);
    table("p-table", ["sample", "w₁ from zero", "w₂", "at rate 1: w₁", "w₂", "w₁ from your start", "w₂", "at rate 1: w₁", "w₂"], rows);
  }
  ready = true;
  reset("p-reset", [samples, rate, first, second, passes], show);
  show();
}

// Linear regression --------------------------------------------------------------------------------

function ellipse(svg, scale, A, centre, through) {
  // The line of equal loss through a point, in floats: it is drawn, and nothing is read off it.
  const [a, b, c] = [A[0][0].near, A[0][1].near, A[1][1].near];
  const [x, y] = [through[0] - centre[0], through[1] - centre[1]];
  const value = a * x * x + 2 * b * x * y + c * y * y;
  const middle = (a + c) / 2, spread = Math.hypot((a - c) / 2, b);
  if (!(middle - spread > 1e-9) || !(value > 1e-9)) return;
  const angle = b ? Math.atan2(middle - spread - a, b) : a <= c ? 0 : Math.PI / 2;
  const [cx, cy] = scale.at(centre);
  svg.append(make("ellipse", {
    class: "level", cx, cy, rx: Math.sqrt(value / (middle - spread)) * scale.unit,
    ry: Math.sqrt(value / (middle + spread)) * scale.unit,
    transform: `rotate(${(-angle * 180 / Math.PI).toFixed(3)} ${cx.toFixed(2)} ${cy.toFixed(2)})`,
  }));
}

function meanLoss(inputs, targets, w) {
  const errors = inputs.map((x, k) => dot(x, w).minus(targets[k]));
  return sum(errors.map((e) => e.times(e))).over(new Q(2 * inputs.length));
}

function linearSection(data) {
  let ready = false;
  const redraw = () => ready && show();
  const samples = new Samples("l-samples", data.inputs, data.labels, "target", redraw);
  const rate = slider("l-rate", (k) => new Q(k, 20), redraw);
  const first = slider("l-first", (k) => new Q(k, 2), redraw);
  const second = slider("l-second", (k) => new Q(k, 2), redraw);
  const steps = slider("l-steps", (k) => new Q(k), redraw);
  function show() {
    const { inputs, labels } = samples, many = Number(steps.exact.top);
    const start = [first.exact, second.exact], half = rate.exact.over(new Q(2));
    const full = descent(inputs, labels, rate.exact, start, many);
    const slow = descent(inputs, labels, half, start, many);
    const { A, b } = moments(inputs, labels);
    const across = A[0][0].times(A[1][1]).minus(A[0][1].times(A[0][1]));
    const best = across.sign ? [
      A[1][1].times(b[0]).minus(A[0][1].times(b[1])).over(across),
      A[0][0].times(b[1]).minus(A[0][1].times(b[0])).over(across),
    ] : null;
    const drawn = [floats(full), floats(slow)];
    const scale = scaleFor([...drawn[0], ...drawn[1], ...(best ? floats([best]) : [])]);
    const svg = get("l-plane");
    plane(svg, scale, ["w₁", "w₂"]);
    if (best) {
      const centre = floats([best])[0];
      [0, 0.35].forEach((share) => ellipse(svg, scale, A, centre,
        drawn[0][0].map((value, k) => value * (1 - share) + centre[k] * share + (share ? 0 : 1e-12))));
    }
    draw(svg, scale, drawn[1], "b", true);
    draw(svg, scale, drawn[0], "a", true);
    const [w, v] = [full[many], slow[many]];
    const count = 24; // where the last step ends at so many rates up to this one
    const ends = [start];
    for (let k = 1; k <= count; k++) {
      ends.push(descent(inputs, labels, rate.exact.times(new Q(k, count)), start, many)[many]);
    }
    const curve = floats(ends), board = get("l-rates"), wide = scaleFor(curve);
    plane(board, wide, ["w₁", "w₂"]);
    ray(board, wide, curve[count]);
    ray(board, wide, curve[count / 2]);
    draw(board, wide, curve, "a");
    const half_at = wide.at(curve[count / 2]);
    board.append(make("circle", { class: "end-b", cx: half_at[0], cy: half_at[1], r: 5 }));
    const some = ends.find((end) => end.some((value) => value.sign)) || w;
    const line = ends.every((end) => some[0].times(end[1]).equals(some[1].times(end[0])));
    board.setAttribute("aria-label", `Where step ${many} ends at ${count} rates up to ${rate.exact.shown}: ` +
      (line ? "all on one line through zero." : "not on one line through zero."));
    const [fine, told] = compared(w, v);
    const losses = [start, w, v].map((at) => meanLoss(inputs, labels, at));
    const falls = losses[1].minus(losses[0]).sign;
    const lines = [
      [["", `Where ${many === 1 ? "the one step ends" : `the ${many} steps end`} at ${count} rates up to η: `],
        [line ? "yes" : "no", line ? "all on one line through zero." : "not on one line through zero."]],
      [["", `At η the weights end at ${pair(w)}, at η/2 at ${pair(v)}: `],
        [fine ? "yes" : "no", `${told}.`]],
      [["", `The loss is ${losses[0].shown} at the start, ${losses[1].shown} at the end: `],
        [falls <= 0 ? "yes" : "no", falls < 0 ? "it fell." : falls > 0 ? "it grew; the rate is too large." : "it did not change."]],
      [["", best ? `The loss is least at ${pair(best)} alone.` : "The features are dependent: many weights have the least loss."]],
    ];
    said("l-said", lines);
    svg.setAttribute("aria-label", lines.flat().map((part) => part[1]).join(" "));
    table("l-table", ["step", "w₁ at η", "w₂", "w₁ at η/2", "w₂"], full.map((p, t) => [t, ...p, ...slow[t]]));
  }
  ready = true;
  reset("l-reset", [samples, rate, first, second, steps], show);
  show();
}

// Hidden units -------------------------------------------------------------------------------------

function hiddenSection(data) {
  let ready = false;
  const redraw = () => ready && show();
  const rate = slider("h-rate", (k) => new Q(k, 32), redraw);
  const win = slider("h-in", (k) => new Q(k, 8), redraw);
  const vout = slider("h-out", (k) => new Q(k, 8), redraw);
  const steps = slider("h-steps", (k) => new Q(k), redraw);
  function show() {
    const many = Number(steps.exact.top);
    const unit = data.units.map(exactly);
    const second = [unit[0][0].plus(win.exact), unit[0][1], unit[0][2].plus(vout.exact)];
    const units = [unit[0], second, unit[1]];
    const run = hidden(exactly(data.inputs), exactly(data.labels), rate.exact, units, ZERO, many);
    const paths = [0, 1, 2].map((j) => run.map((state) => [state.units[j][0], state.units[j][2]]));
    const drawn = paths.map(floats);
    const scale = scaleFor(drawn.flat());
    const svg = get("h-plane");
    plane(svg, scale, ["w", "v"]);
    draw(svg, scale, drawn[2], "c", true);
    draw(svg, scale, drawn[0], "a", true);
    draw(svg, scale, drawn[1], "b", true);
    const over = [0, 1, 2].map((j) => run.map((state, t) => [t, state.units[j][0].near]));
    const board = get("h-time"), wide = timeScale(over.flat());
    plane(board, wide, ["", "w"]);
    draw(board, wide, over[2], "c", true);
    draw(board, wide, over[0], "a", true);
    draw(board, wide, over[1], "b", true);
    board.setAttribute("aria-label", `Incoming weights over ${many} updates: ` +
      [0, 1, 2].map((j) => `unit ${j + 1} from ${paths[j][0][0].shown} to ${paths[j][many][0].shown}`).join(", "));
    const equal = run.every((state) => same(state.units[0], state.units[1]));
    const last = run[many].units;
    const lines = [
      [["", "Units 1 and 2 "], [equal ? "yes" : "no", equal ? "move as one: equal after every update, exactly."
        : "go apart: they are different units."]],
      [["", `After ${many} update${many > 1 ? "s" : ""} (w, v) is ${pair([last[0][0], last[0][2]])} in unit 1, ` +
        `${pair([last[1][0], last[1][2]])} in unit 2 and ${pair([last[2][0], last[2][2]])} in unit 3.`]],
    ];
    said("h-said", lines);
    svg.setAttribute("aria-label", lines.flat().map((part) => part[1]).join(" "));
    table("h-table", ["update", "w of unit 1", "v", "w of unit 2", "v", "w of unit 3", "v"],
      run.map((state, t) => [t, ...state.units.flatMap((u) => [u[0].shown, u[2].shown])]));
  }
  ready = true;
  reset("h-reset", [rate, win, vout, steps], show);
  show();
}

if (typeof document !== "undefined" && get("data")) {
  const data = JSON.parse(get("data").textContent);
  document.documentElement.classList.add("js");
  perceptronSection(data.perceptron);
  linearSection(data.linear);
  hiddenSection(data.hidden);
}

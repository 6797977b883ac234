// Lines over a minute, in SVG.
const SECONDS = 60;
const HEIGHT = 120;
const MARGIN = { left: 52, right: 6, top: 8, bottom: 18 };

/** A scale from zero to a round number above the largest. */
export function linear(values, format) {
  const largest = Math.max(4, ...values);
  const step = roundUp(largest / 3);
  const top = Math.ceil(largest / step) * step;
  const ticks = [];
  for (let tick = 0; tick <= top; tick += step) {
    ticks.push(tick);
  }
  return { ticks, format, share: (value) => value / top };
}

/** A scale of powers of ten around the values. */
export function logarithmic(values, format) {
  const known = values.filter((value) => value > 0);
  const low = Math.floor(Math.log10(Math.min(100, ...known)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(100, ...known))));
  const ticks = [];
  for (let power = low; power <= high; power += Math.ceil((high - low) / 3)) {
    ticks.push(10 ** power);
  }
  return { ticks, format, share: (value) => (Math.log10(value) - low) / (high - low) };
}

/** Draws lines of one value a second, the last at the right; null is a gap. */
export function drawLines(svg, scale, lines) {
  const width = svg.clientWidth || 600;
  const x = (age) => width - MARGIN.right - age * (width - MARGIN.left - MARGIN.right) / (SECONDS - 1);
  const y = (value) => HEIGHT - MARGIN.bottom - scale.share(value) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  svg.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
  svg.replaceChildren(...grid(scale, x, y), ...lines.flatMap((line) => shapes(line, x, y)));
}

function grid(scale, x, y) {
  const rows = scale.ticks.flatMap((tick) => [
    shape('line', { class: 'grid', x1: MARGIN.left, x2: x(0), y1: y(tick), y2: y(tick) }),
    label(scale.format(tick) === '–' ? '0' : scale.format(tick), MARGIN.left - 6, y(tick) + 4, 'end'),
  ]);
  const ages = [60, 45, 30, 15, 0].map((age) => label(age === 0 ? 'now' : `−${age} s`, x(Math.min(age, SECONDS - 1)),
    HEIGHT - 3, age === 0 ? 'end' : age === 60 ? 'start' : 'middle'));
  return [...rows, ...ages];
}

function shapes({ values, name, area }, x, y) {
  const runs = [[]];
  values.forEach((value, index) => {
    if (value === null) {
      runs.push([]);
    } else {
      runs.at(-1).push([x(values.length - 1 - index), y(value)]);
    }
  });
  return runs.filter((run) => run.length > 0).flatMap((run) => {
    const [first, last] = [run[0][0], run.at(-1)[0]];
    const path = run.map(([left, top]) => `${left.toFixed(1)},${top.toFixed(1)}`).join('L');
    const line = shape('path', { class: `line ${name}`, d: run.length > 1 ? `M${path}` : `M${path}h-2` });
    const bottom = HEIGHT - MARGIN.bottom;
    return area ? [shape('path', { class: 'area', d: `M${first},${bottom}L${path}L${last},${bottom}Z` }), line] : [line];
  });
}

function roundUp(number) {
  const power = 10 ** Math.floor(Math.log10(number));
  return [1, 2, 5, 10].map((factor) => factor * power).find((round) => round >= number);
}

function label(text, x, y, anchor) {
  const element = shape('text', { x, y, 'text-anchor': anchor });
  element.textContent = text;
  return element;
}

function shape(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}

// The last minute: commands a second, and how long requests took.
import { drawLines, linear, logarithmic } from './chart.js';
import { byId, setText } from './dom.js';
import { count, micros } from './numbers.js';

export function trafficPanel() {
  let drawn = 0;
  return ({ operations }) => {
    const last = operations.at(-1);
    if (!last || last.end === drawn) {
      return;
    }
    drawn = last.end;
    setText('commands-now', count(last.commands));
    const commands = operations.map((second) => second.commands);
    drawLines(byId('commands-chart'), linear(commands, count), [{ values: commands, name: '', area: true }]);
    byId('commands-chart').setAttribute('aria-label',
      `Commands a second over the last minute: ${count(last.commands)} now, at most ${count(Math.max(...commands))}`);
    showLatency(operations, last);
  };
}

function showLatency(operations, last) {
  const names = ['p50', 'p95', 'p99'];
  names.forEach((name) => setText(`${name}-now`, micros(last[name])));
  const lines = names.map((name) => ({ name, values: operations.map((second) => second[name] || null) })).reverse();
  drawLines(byId('latency-chart'), logarithmic(lines.flatMap((line) => line.values), micros), lines);
  byId('latency-chart').setAttribute('aria-label', 'Latency percentiles over the last minute; in the last second '
    + `50 percent took at most ${micros(last.p50)}, 95 percent ${micros(last.p95)}, 99 percent ${micros(last.p99)}`);
}

// Numbers as people read them.
const whole = new Intl.NumberFormat('en');

export const count = (number) => whole.format(number);

export function micros(value) {
  if (!value) {
    return '–';
  }
  if (value < 1000) {
    return `${value.toFixed(value < 10 ? 1 : 0)} µs`;
  }
  return value < 1e6 ? `${(value / 1e3).toPrecision(3)} ms` : `${(value / 1e6).toPrecision(3)} s`;
}

export const millis = (value) => (value < 1000 ? `${value} ms` : `${(value / 1000).toFixed(1)} s`);

export const plural = (number, word) => `${count(number)} ${word}${number === 1 ? '' : 's'}`;

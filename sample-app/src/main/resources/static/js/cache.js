// The cache at work: who asks, where the answer came from, and how long it stays.
import { getJson, post } from './api.js';
import { byId, el, setText, showProblem } from './dom.js';
import { count, millis } from './numbers.js';

const CITIES = ['Berlin', 'Lisbon', 'Oslo', 'Paris', 'Rome', 'Vienna'];

export function cachePanel() {
  const rows = new Map(CITIES.map((city) => [city, row(city)]));
  byId('cities').replaceChildren(...[...rows.values()].map(({ item }) => item));
  byId('cache-clear').addEventListener('click', () => tell(async () => {
    await post('/api/forecasts/clear');
    return 'The cache is cleared: with one write, however much it held.';
  }));

  return ({ cache, time }) => {
    setText('cache-ttl', `${cache.timeToLiveMillis / 1000} seconds at most`);
    setText('cache-hits', count(cache.statistics.hits));
    setText('cache-puts', count(cache.statistics.puts));
    setText('cache-errors', count(cache.statistics.errors));
    setText('cache-runs', count(cache.runs));
    showMisses(cache.statistics.misses);
    const held = new Map(cache.held.map(({ city, expiresAt }) => [city, expiresAt - time]));
    rows.forEach(({ bar, left }, city) => showLeft(bar, left, held.get(city) ?? 0, cache.timeToLiveMillis));
  };
}

function row(city) {
  const left = el('span', { class: 'left' }, 'not cached');
  const bar = el('progress', { 'aria-label': `Time left of ${city}`, max: 1, value: 0 });
  const ask = el('button', { type: 'button', 'aria-label': `Ask for ${city}`, onclick: () => tell(() => one(city)) }, 'Ask');
  const many = el('button', {
    type: 'button', 'aria-label': `50 calls at once for ${city}`, onclick: () => tell(() => atOnce(city)),
  }, '50 ×');
  return { left, bar, item: el('li', {}, el('span', {}, city), el('span', {}, left, bar), ask, many) };
}

function showLeft(bar, left, remaining, timeToLive) {
  bar.max = timeToLive;
  bar.value = Math.max(0, remaining);
  left.textContent = remaining > 0 ? `cached, ${Math.ceil(remaining / 1000)} s left` : 'not cached';
}

function showMisses(misses) {
  const reasons = Object.entries(misses).filter(([, number]) => number > 0);
  setText('cache-misses', count(reasons.reduce((sum, [, number]) => sum + number, 0)));
  if (reasons.length) {
    setText('cache-reasons', `Misses: ${reasons.map(([reason, number]) => `${number} ${reason.toLowerCase()}`).join(', ')}`);
  }
}

async function one(city) {
  const { forecast, source, millis: time } = await getJson(`/api/forecasts/${city}`);
  return `${city}, ${forecast.degrees} °C: ${source === 'cache' ? 'from the cache' : 'the method ran'}, ${millis(time)}.`;
}

async function atOnce(city) {
  setText('cache-answer', `50 callers ask for ${city} at once …`);
  const { calls, runs, answers, millis: time } = await post(`/api/forecasts/${city}/calls`);
  return `${city}: ${calls} calls at once, the method ran ${runs === 1 ? 'once' : `${runs} times`}, `
    + `all answered with ${answers === 1 ? 'the same forecast' : `${answers} forecasts`} in ${millis(time)}.`;
}

async function tell(action) {
  try {
    setText('cache-answer', await action());
    showProblem('cache-problem', null);
  } catch (problem) {
    showProblem('cache-problem', problem);
  }
}

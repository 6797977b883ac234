// The list of entries: filtered, refreshed, chosen from by mouse or by keyboard.
import { getJson } from './api.js';
import { byId, el, setText, showProblem } from './dom.js';
import { entryDialogs } from './entry-dialog.js';
import { entryView } from './entry-view.js';
import { count } from './numbers.js';

const LIMIT = 100;
const FILTER_MILLIS = 200;

export function entriesPanel() {
  const list = byId('entries-list');
  const filter = byId('entries-filter');
  const view = entryView((action, entry) => dialogs.open(action, entry));
  const dialogs = entryDialogs(async (key) => {
    await refresh();
    choose(key);
  });
  let chosen = null;
  let asked = 0;
  let failed = false;

  async function refresh() {
    const number = ++asked;
    try {
      const found = await getJson(`/api/entries?limit=${LIMIT}&contains=${encodeURIComponent(filter.value)}`);
      if (number === asked) { // not overtaken by a later question
        failed = false;
        showProblem('entries-problem', null);
        show(found);
      }
    } catch (problem) {
      failed = true;
      showProblem('entries-problem', problem);
    }
  }

  function show({ total, truncated, entries }) {
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    setText('entries-count', truncated ? `first ${entries.length} of ${count(total)}` : count(total));
    list.replaceChildren(...entries.map(option));
    byId('entries-empty').hidden = entries.length > 0;
    setText('entries-empty', filter.value ? 'No key contains that.' : 'No entries yet; add one.');
    mark();
    if (focused !== null) {
      [...list.children].find((item) => item.dataset.key === focused)?.focus();
    }
  }

  function option({ key, size }) {
    return el('li', { role: 'option', 'data-key': key, onclick: () => choose(key) },
      el('span', { class: 'code' }, key), el('span', { class: 'size' }, count(size)));
  }

  function choose(key) {
    chosen = key;
    mark();
    view.show(key);
  }

  /** One option is in the tab order: the chosen one, else the first. */
  function mark() {
    const options = [...list.children];
    const current = options.find((item) => item.dataset.key === chosen);
    for (const item of options) {
      item.setAttribute('aria-selected', String(item === current));
      item.tabIndex = item === (current ?? options[0]) ? 0 : -1;
    }
  }

  list.addEventListener('keydown', (event) => {
    const options = [...list.children];
    const index = options.indexOf(document.activeElement);
    const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: options.length - 1 }[event.key];
    if (target !== undefined && options[target]) {
      event.preventDefault();
      options[target].focus();
      choose(options[target].dataset.key);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(document.activeElement.dataset.key);
    }
  });

  let typing;
  filter.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(refresh, FILTER_MILLIS);
  });
  byId('entries-refresh').addEventListener('click', refresh);
  byId('entries-add').addEventListener('click', () => dialogs.open('add', null));
  refresh();

  /** What is listed is out of date when the number of keys has changed, or the server is there again. */
  let before = null;
  return ({ connection, server, load }) => {
    const now = `${connection.connected} ${server.keys}`;
    const changed = before !== null && now !== before && !load.running;
    if (changed || (failed && connection.connected)) {
      refresh();
    }
    before = now;
  };
}

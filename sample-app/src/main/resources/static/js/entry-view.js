// One entry: its types as a tree, and what can be done with it.
import { entryPath, getJson } from './api.js';
import { byId, setText, showProblem } from './dom.js';
import { tree } from './tree.js';
import { plural } from './numbers.js';

export function entryView(onAction) {
  let shown = null;
  byId('entry-view').addEventListener('click', ({ target }) => {
    if (target.dataset.entry && shown) {
      onAction(target.dataset.entry, shown);
    }
  });

  async function show(key) {
    if (key === null) {
      hide('Choose an entry to look at it.');
      return;
    }
    try {
      const value = await getJson(entryPath(key, '/tree'));
      shown = { key, type: value.type };
      setText('entry-key', key);
      setText('entry-type', value.type);
      setText('entry-size', size(value));
      byId('entry-tree').replaceChildren(tree(value));
      byId('entry-view').hidden = false;
      byId('entry-hint').hidden = true;
      showProblem('entries-problem', null);
    } catch (problem) {
      hide(problem.message);
    }
  }

  function hide(hint) {
    shown = null;
    byId('entry-view').hidden = true;
    byId('entry-hint').hidden = false;
    setText('entry-hint', hint);
  }

  return { show };
}

function size({ type, text, size: number }) {
  if (text === null) {
    return plural(number, 'element');
  }
  return type === 'string' ? plural(number, 'character') : '';
}

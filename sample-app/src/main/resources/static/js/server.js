// Breaks the embedded server, and mends it.
import { post } from './api.js';
import { byId, setText, showProblem } from './dom.js';
import { plural } from './numbers.js';

const POSSIBLE = {
  running: ['stop', 'freeze', 'restart', 'dialect'],
  frozen: ['stop', 'thaw', 'restart', 'dialect'],
  stopped: ['start', 'dialect'],
  unavailable: [],
};

const other = (dialect) => (dialect === 'terminated' ? 'unterminated' : 'terminated');

export function serverPanel() {
  let dialect = 'terminated';
  const actions = byId('server-actions');

  const act = async (path) => {
    try {
      show(await post(`/api/server/${path}`));
      showProblem('server-problem', null);
    } catch (problem) {
      showProblem('server-problem', problem);
    }
  };

  actions.addEventListener('click', ({ target }) => {
    if (target.dataset.action) {
      act(target.dataset.action);
    }
  });
  byId('server-dialect').addEventListener('click', () => act(`dialect/${other(dialect)}`));

  function show(server) {
    dialect = server.dialect;
    setText('server-state', server.reason ?? sentence(server));
    actions.hidden = server.state === 'unavailable';
    setText('server-dialect', `Restart as ${other(dialect)}`);
    const possible = POSSIBLE[server.state];
    const focused = document.activeElement;
    for (const button of actions.children) {
      button.disabled = !possible.includes(button.dataset.action ?? 'dialect');
    }
    if (focused?.disabled && actions.contains(focused)) { // what was pressed is not possible any more
      actions.querySelector('button:not(:disabled)')?.focus();
    }
  }

  return ({ server }) => show(server);
}

function sentence({ state, dialect, keys, connections }) {
  return state === 'stopped' ? `The embedded server is stopped; it will speak the ${dialect} dialect.`
    : `The embedded server is ${state}, speaks the ${dialect} dialect, holds ${plural(keys, 'key')}, `
      + `and has ${plural(connections, 'connection')}.`;
}

// Bounded load, and how far it has got.
import { post } from './api.js';
import { byId, setText, showProblem } from './dom.js';
import { count, millis } from './numbers.js';

export function loadPanel() {
  const send = async (path, content) => {
    try {
      show(await post(path, content));
      showProblem('load-problem', null);
    } catch (problem) {
      showProblem('load-problem', problem);
    }
  };
  byId('load-form').addEventListener('submit', (event) => {
    event.preventDefault();
    send('/api/load', { requests: Number(byId('load-requests').value) });
  });
  byId('load-stop').addEventListener('click', () => send('/api/load/stop'));

  return ({ load, server }) => {
    byId('load-form').hidden = byId('load-progress').hidden = server.state === 'unavailable';
    if (server.state === 'unavailable') {
      setText('load-state', 'There is load on an embedded server only.');
    } else {
      show(load);
    }
  };
}

function show({ running, requests, done, failed, millis: time }) {
  byId('load-start').disabled = running;
  byId('load-stop').disabled = !running;
  if (requests === 0) {
    return;
  }
  byId('load-progress').max = requests;
  byId('load-progress').value = done;
  setText('load-state', `${count(done)} of ${count(requests)} requests in ${millis(time)}, ${count(failed)} failed, `
    + `${count(Math.round(done / Math.max(1, time) * 1000))} a second`);
}

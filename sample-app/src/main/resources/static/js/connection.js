// The state of the connection, and of its health.
import { byId, setText } from './dom.js';
import { count, millis } from './numbers.js';

const DIALECTS = { terminated: 'terminated', unterminated: 'unterminated' };

export function connectionPanel() {
  return ({ connection, server }) => {
    const { health, statistics } = connection;
    const up = health.status === 'UP';
    setText('connection-state', state(connection, server));
    setText('connection-address', connection.address);
    setText('connection-dialect', DIALECTS[connection.dialect] ?? 'not known yet');
    setText('connection-round-trip', up ? health.details.roundTripTime : '–');
    setText('connection-pending', count(connection.pendingRequests));
    setText('connection-reconnects', count(statistics.reconnects));
    setText('health', health.status === 'UNKNOWN' ? 'Health not known' : `Health ${health.status}`).className =
      `pill ${up ? 'good' : health.status === 'DOWN' ? 'bad' : ''}`;
    const failure = up ? null : (health.details.error ?? connection.failure);
    byId('connection-failure').hidden = !failure;
    setText('connection-failure', failure ?? '');
  };
}

function state(connection) {
  if (connection.connected) {
    return connection.health.status === 'DOWN' ? 'connected, no answer' : 'connected';
  }
  return connection.backOffMillis > 0 ? `retry in ${millis(connection.backOffMillis)}` : 'not connected';
}

// Server-sent events: everything that the panels show, twice a second.
const RETRY_MILLIS = 5000;

export function listen(onNews, onState) {
  const source = new EventSource('/api/live');
  source.onmessage = (event) => {
    onState('Live');
    onNews(JSON.parse(event.data));
  };
  source.onerror = () => {
    onState('The application does not answer; trying again …');
    if (source.readyState === EventSource.CLOSED) { // refused: the browser has given up
      setTimeout(() => listen(onNews, onState), RETRY_MILLIS);
    }
  };
}

// Server-sent events: everything that the panels show, twice a second, while one can see it. A browser
// has six connections to a host for all its pages, so that a hidden page, or one that was left, gives up its own.
const RETRY_MILLIS = 5000;

export function listen(onNews, onState) {
  let source = null;

  function open() {
    if (source !== null || document.visibilityState === 'hidden') {
      return;
    }
    source = new EventSource('/api/live');
    source.onmessage = (event) => {
      onState('Live');
      onNews(JSON.parse(event.data));
    };
    source.onerror = () => {
      onState('The application does not answer; trying again …');
      if (source?.readyState === EventSource.CLOSED) { // refused: the browser has given up
        close();
        setTimeout(open, RETRY_MILLIS);
      }
    };
  }

  function close() {
    source?.close();
    source = null;
  }

  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? close() : open()));
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', open);
  open();
}

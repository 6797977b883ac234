// What happened, the newest first.
import { byId, el } from './dom.js';

export function diaryPanel() {
  let last = 0;
  return ({ diary }) => {
    const newest = diary.length ? diary[0].number : 0;
    if (newest === last) {
      return;
    }
    if (newest < last) { // the application is another one
      byId('diary').replaceChildren();
      last = 0;
    }
    const list = byId('diary');
    diary.filter((line) => line.number > last).reverse().forEach((line) => list.prepend(item(line)));
    while (list.children.length > diary.length) {
      list.lastChild.remove();
    }
    last = newest;
  };
}

function item({ time, kind, text }) {
  const when = new Date(time);
  return el('li', { class: kind.toLowerCase() },
    el('time', { datetime: time }, when.toLocaleTimeString('en-GB')), el('span', {}, text));
}

// A value as a tree. Collections are opened and closed as the browser does it, by keyboard too.
import { el } from './dom.js';
import { count, plural } from './numbers.js';

export function tree(value, depth = 0) {
  if (value.text !== null) {
    return leaf(value);
  }
  const head = el('summary', {}, ...label(value), el('span', { class: 'type' }, `${value.type}, ${plural(value.size, 'element')}`));
  const hidden = value.size - value.children.length;
  const items = value.children.map((child) => el('li', {}, tree(child, depth + 1)));
  if (hidden > 0) {
    items.push(el('li', { class: 'type' }, `… and ${count(hidden)} more`));
  }
  const details = el('details', {}, head, el('ul', {}, ...items));
  details.open = depth < 2;
  return details;
}

function leaf(value) {
  const more = value.type === 'string' ? value.size - value.text.length : 0;
  const text = value.type === 'string' ? `"${value.text}${more > 0 ? '…' : ''}"` : value.text;
  return el('div', {}, ...label(value), el('span', { class: `text ${value.type}` }, text),
    ...(more > 0 ? [el('span', { class: 'type' }, ` ${count(more)} more characters`)] : []));
}

const label = (value) => (value.label === null ? [] : [el('span', { class: 'label' }, `${value.label}: `)]);

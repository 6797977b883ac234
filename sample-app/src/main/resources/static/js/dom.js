// The few things that are done to the document. Data only ever becomes text, never markup.
export const byId = (id) => document.getElementById(id);

/** Makes an element: el('li', { class: 'x', onclick: f }, 'text', another). */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else {
      element.setAttribute(key, value);
    }
  }
  element.append(...children);
  return element;
}

/** Sets a text if it is another one, so that screen readers hear of changes only. */
export function setText(id, text) {
  const element = byId(id);
  if (element.textContent !== String(text)) {
    element.textContent = text;
  }
  return element;
}

/** Shows a problem in its place, or nothing. */
export function showProblem(id, problem) {
  byId(id).hidden = !problem;
  setText(id, problem ? problem.message : '');
}

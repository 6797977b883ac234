// Adds, edits, copies, renames and deletes an entry. A refusal is told in the dialog, which stays open.
import { entryPath, post, request } from './api.js';
import { byId, el, setText, showProblem } from './dom.js';

const LONGEST_TEXT = 200_000;

/** Values that the client refuses, each for another reason. */
const SAMPLES = {
  'line feed': '"two\\nlines"',
  'byte 0x03': '"x\\u0003*1\\r$5\\rFLUSH\\r\\u0003"',
  'empty string': '""',
  'large number': '12345678901234567890',
};

const collection = (entry) => (entry.type.includes('set') ? ' A set becomes a list, as JSON has no sets.' : '');

/** What is different: fields, words, and what is done; done answers the key to show next. */
const ACTIONS = {
  add: {
    title: 'Add entry', ok: 'Add', fields: ['key', 'value'], text: () => 'An entry of the same key is replaced.',
    async run(entry, { key, value }) {
      await request('PUT', entryPath(key), value);
      return key;
    },
  },
  edit: {
    title: 'Edit entry', ok: 'Save', fields: ['value'], text: (entry) => `The value of ${entry.key}.${collection(entry)}`,
    async run(entry, { value }) {
      await request('PUT', entryPath(entry.key), value);
      return entry.key;
    },
  },
  copy: {
    title: 'Copy entry', ok: 'Copy', fields: ['key', 'replace'], text: (entry) => `From ${entry.key} to another key.`,
    async run(entry, { key, replace }) {
      await post(entryPath(entry.key, '/copy'), { to: key, replace });
      return key;
    },
  },
  rename: {
    title: 'Rename entry', ok: 'Rename', fields: ['key', 'replace'], text: (entry) => `From ${entry.key} to another key.`,
    async run(entry, { key, replace }) {
      await post(entryPath(entry.key, '/rename'), { to: key, replace });
      return key;
    },
  },
  delete: {
    title: 'Delete entry', ok: 'Delete', fields: [], text: (entry) => `${entry.key} will be gone.`,
    async run(entry) {
      await request('DELETE', entryPath(entry.key));
      return null;
    },
  },
};

export function entryDialogs(onDone) {
  const dialog = byId('entry-dialog');
  const key = byId('dialog-key');
  const value = byId('dialog-value');
  let current;

  for (const [name, json] of Object.entries(SAMPLES)) {
    byId('dialog-samples').append(el('button', { type: 'button', onclick: () => { value.value = json; } }, name));
  }

  async function open(name, entry) {
    const action = ACTIONS[name];
    current = { action, entry };
    setText('entry-dialog-title', action.title);
    setText('entry-dialog-text', action.text(entry));
    setText('dialog-ok', action.ok).classList.toggle('danger', name === 'delete');
    setText('dialog-key-label', entry ? 'New key' : 'Key');
    for (const field of ['key', 'value', 'replace']) {
      byId(`${field}-field`).hidden = !action.fields.includes(field);
    }
    key.value = entry ? entry.key : '';
    value.value = '';
    byId('dialog-replace').checked = false;
    showProblem('entry-dialog-problem', null);
    dialog.showModal();
    if (name === 'edit') {
      await fill(entry);
    }
  }

  /** The text as it was sent: reading it as JSON would round large numbers. */
  async function fill(entry) {
    await attempt(async () => {
      const text = await request('GET', entryPath(entry.key));
      if (text.length > LONGEST_TEXT) {
        throw new Error('The value is too large to be edited here.');
      }
      value.value = text;
    });
  }

  async function attempt(work) {
    byId('dialog-ok').disabled = true;
    try {
      await work();
      showProblem('entry-dialog-problem', null);
    } catch (problem) {
      showProblem('entry-dialog-problem', problem);
    } finally {
      byId('dialog-ok').disabled = false;
    }
  }

  dialog.addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(async () => {
      const next = await current.action.run(current.entry,
        { key: key.value, value: value.value, replace: byId('dialog-replace').checked });
      dialog.close();
      await onDone(next);
    });
  });
  byId('dialog-cancel').addEventListener('click', () => dialog.close());
  return { open };
}

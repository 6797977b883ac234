// Requests to the application. A refusal is an Error that says why.
export async function request(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body,
    });
  } catch {
    throw new Error('The application does not answer.');
  }
  const text = await response.text();
  if (!response.ok) {
    throw new Error(explanation(response, text));
  }
  return text;
}

export const getJson = async (path) => JSON.parse(await request('GET', path));

export async function post(path, content) {
  const text = await request('POST', path, content === undefined ? undefined : JSON.stringify(content));
  return text ? JSON.parse(text) : null;
}

/** Where an entry is. A browser takes '.' and '..' in a path for its own, even when encoded. */
export function entryPath(key, action = '') {
  if (key === '' || key === '.' || key === '..') {
    throw new Error(`A browser cannot address the key '${key}'; choose another one.`);
  }
  return `/api/entries/${encodeURIComponent(key)}${action}`;
}

function explanation(response, text) {
  try {
    const problem = JSON.parse(text);
    return problem.title ? `${problem.title}: ${problem.detail}` : problem.detail;
  } catch {
    return `The application answered ${response.status}.`;
  }
}

/** Asks the simulator something; paths are relative, so that the page works under any prefix. */
export async function read(path) {
  const response = await fetch(`./_sim/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** Does something in the simulator as a person. Throws with the simulator's own words when it refuses. */
export async function act(path, body) {
  const response = await fetch(`./_sim/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `${path}: ${response.status}`);
  return answer;
}

/** Follows every change of the workspace; `onOpen` runs whenever the stream stands, because what happened before then was not told. */
export function follow(onChange, onOpen) {
  const stream = new EventSource('./_sim/events');
  stream.addEventListener('message', (event) => onChange(JSON.parse(event.data)));
  stream.addEventListener('open', onOpen);
}

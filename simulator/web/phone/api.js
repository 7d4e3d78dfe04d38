/** Talks to the simulated gateway's control API, which lies beside this page. */

const BASE = new URL('../_sim/', location.href);

/** The whole state of the simulator. */
export async function fetchState() {
  const response = await fetch(new URL('state', BASE));
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

/** Does one action; throws with the simulator's own words when it refuses. */
export async function act(action, body = {}) {
  const response = await fetch(new URL(action, BASE), {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
  return answer;
}

/** The address of a sample medium, as the product will fetch it. */
export function sampleUrl(name) {
  return new URL(`media/${name}`, BASE).href;
}

/** Follows live events; `onOpen` whenever the stream stands, because what happened before then was not told. */
export function follow(handlers, onOpen) {
  const source = new EventSource(new URL('events', BASE));
  source.onopen = onOpen;
  for (const [type, handler] of Object.entries(handlers)) {
    source.addEventListener(type, (event) => handler(JSON.parse(event.data)));
  }
}

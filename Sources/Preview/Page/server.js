// What the page asks of the server, and what the server tells.

const token = document.querySelector('meta[name="flett-token"]').content;

/** Asks for JSON; `null` where there is no such thing. */
export async function ask(path, parameters = {}) {
  const answer = await fetch(address(path, parameters), { cache: 'no-store' });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** Asks for something to be made; the words of a refusal, or nothing. */
export async function order(parameters) {
  const answer = await fetch(address('/api/make', parameters), {
    method: 'POST', headers: { 'Flett-Token': token },
  });
  return answer.ok ? '' : answer.text();
}

/** An address on this server. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, value);
  }
  // A plus sign stands for a space in forms only; the server takes it for a plus sign.
  const text = query.toString().replaceAll('+', '%20');
  return text ? `${path}?${text}` : path;
}

/**
 * Tells `onState` of each change, and `onLost` when the server is gone.
 *
 * A page that is hidden listens to nothing: browsers keep only six connections to a server open, for
 * all of its pages together. Once it is seen again, it is told how things are.
 */
export function follow(onState, onLost) {
  let events = null;
  const listen = () => {
    if (document.hidden || events) return;
    events = new EventSource('/api/events');
    events.addEventListener('state', (event) => onState(JSON.parse(event.data)));
    events.addEventListener('error', () => onLost());
  };
  const stop = () => { events?.close(); events = null; };
  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : listen()));
  addEventListener('pagehide', stop);
  addEventListener('pageshow', listen);
  listen();
}

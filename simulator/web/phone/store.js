/** What the page knows: people, their messages, who is selected, and the gateway's condition. */

const SELECTED_KEY = 'zapi-sim-selected';

export const store = {
  /** @type {Map<string, {number: string, name: string, transcript: object[]}>} */
  people: new Map(),
  selected: '',
  gateway: { connected: true, held: false, rules: [] },
};

/** Takes over a fresh state from the server. */
export function takeState(state) {
  store.people = new Map(state.phones.filter(({ number }) => !number.includes('-group')).map((phone) => [phone.number, phone]));
  store.gateway = { connected: state.connected, held: state.held, rules: state.rules };
  if (!store.people.has(store.selected)) store.selected = remembered() ?? [...store.people.keys()][0] ?? '';
}

function remembered() {
  const number = sessionStorage.getItem(SELECTED_KEY);
  return number !== null && store.people.has(number) ? number : undefined;
}

/** Changes who is writing. */
export function select(number) {
  store.selected = number;
  sessionStorage.setItem(SELECTED_KEY, number);
}

/** The selected person, if any. */
export const current = () => store.people.get(store.selected);

/** Puts a new or changed message in its place; false when the person is not known yet. */
export function takeMessage(number, message) {
  const person = store.people.get(number);
  if (!person) return false;
  const index = person.transcript.findIndex(({ messageId }) => messageId === message.messageId);
  const arrives = index >= 0 && message.status === 'sent' && person.transcript[index].status === 'queued';
  if (index >= 0 && !arrives) person.transcript[index] = message;
  else {
    if (arrives) person.transcript.splice(index, 1);
    person.transcript.push(message);
  }
  return true;
}

/** What the phone shows: not what is still queued, failed or taken back. */
export const visible = (person) => person.transcript.filter((message) => message.from === 'customer' || !['queued', 'failed', 'removed'].includes(message.status));

/** Messages of the company this person has not read. */
export const unread = (person) => visible(person).filter((message) => message.from === 'company' && ['sent', 'received'].includes(message.status)).length;

import { el } from './dom.js';
import { continues, ephemeralView, messageView } from './message-view.js';
import { readUntil, state } from './state.js';
import { dayLabel } from './time.js';

/** A scrolling list that redraws only the messages that changed and stays at the bottom when it was there. */
export class MessageList {
  constructor(label) {
    this.node = el('div', { class: 'message-list', role: 'log', 'aria-label': label, tabindex: '0' });
    this.drawn = new Map();
  }

  /** Shows messages with ephemerals among them by time. `firstNote` goes below the first message (a thread's count). */
  show(messages, ephemerals, { inThread = false, empty = '', firstNote = null, key = '' } = {}) {
    const moved = this.key !== key;
    if (moved) this.drawn.clear();
    this.key = key;
    const atBottom = moved || this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < 60;
    const scrollTop = this.node.scrollTop;
    const all = [...messages, ...ephemerals.map((ephemeral) => ({ ...ephemeral, only: true }))].sort((a, b) => (a.ts < b.ts ? -1 : 1));
    const newest = all.at(-1);
    const followOwn = newest && newest.ts > (this.newest ?? '') && (newest.only || newest.user === state.me);
    this.newest = newest?.ts;
    const kept = new Map();
    const rows = [];
    let previous = null;
    all.forEach((message, index) => {
      if (!inThread && (!previous || dayLabel(previous.ts) !== dayLabel(message.ts))) {
        rows.push(el('div', { class: 'day' }, el('span', { text: dayLabel(message.ts) })));
        previous = null;
      }
      const compact = !message.only && !previous?.only && !(inThread && index <= 1) && continues(message, previous);
      const row = this.row(message, { inThread, compact });
      kept.set(message.ts, row);
      rows.push(row.node);
      if (inThread && index === 0 && firstNote) rows.push(firstNote);
      previous = message;
    });
    this.drawn = kept;
    if (all.length === 0) rows.push(el('div', { class: 'empty', text: empty }));
    this.node.replaceChildren(...rows);
    this.node.scrollTop = atBottom || followOwn ? this.node.scrollHeight : scrollTop;
  }

  row(message, options) {
    const unread = message.latest_reply > readUntil(`${message.channel}/${message.ts}`);
    const signature = JSON.stringify([message, options, state.me, unread]);
    const known = this.drawn.get(message.ts);
    if (known?.signature === signature) return known;
    return { signature, node: message.only ? ephemeralView(message) : messageView(message, options) };
  }
}

import { attempt, popupMenu, toast } from './dialogs.js';
import { el } from './dom.js';
import { act } from './server.js';
import { state } from './state.js';

/** Where people write. In a channel "/" offers the app's commands; in a thread they do not work, as in Slack. */
export class Composer {
  constructor({ inThread }) {
    this.inThread = inThread;
    this.input = el('textarea', { class: 'composer-input', rows: 1, 'aria-label': 'Escrever mensagem' });
    this.offers = el('div', { class: 'offers', role: 'listbox', 'aria-label': 'Comandos', hidden: true });
    this.files = [];
    this.picked = el('div', { class: 'picked', hidden: true });
    this.broadcast = el('input', { type: 'checkbox' });
    const picker = el('input', { type: 'file', hidden: true, multiple: true, on: { change: () => this.pick(picker) } });
    const send = el('button', { class: 'button button-primary send', type: 'button', text: 'Enviar', on: { click: () => this.send() } });
    const bolt = inThread ? null : el('button', { class: 'tool', type: 'button', title: 'Comandos e atalhos', 'aria-label': 'Comandos e atalhos', text: '⚡', on: { click: () => this.shortcuts(bolt) } });
    this.node = el('div', { class: 'composer' }, this.offers, this.picked, this.input,
      el('div', { class: 'composer-foot' },
        el('button', { class: 'tool', type: 'button', title: 'Anexar arquivo', 'aria-label': 'Anexar arquivo', text: '+', on: { click: () => picker.click() } }), picker, bolt,
        inThread ? el('label', { class: 'broadcast-choice' }, this.broadcast, ' Enviar também ao canal') : null,
        el('span', { class: 'spacer' }), el('small', { class: 'enter-hint', text: 'Enter envia · Shift+Enter quebra a linha' }), send));
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('input', () => this.typed());
    this.drafts = new Map();
  }

  /** Points the composer at a channel or thread; unfinished text stays with the place it was meant for. */
  aim(channel, threadTs, placeholder) {
    const key = `${state.me}:${channel}/${threadTs ?? ''}`;
    if (key === this.key0) return;
    if (this.key0) this.drafts.set(this.key0, this.input.value);
    Object.assign(this, { key0: key, channel, threadTs });
    this.input.value = this.drafts.get(key) ?? '';
    this.input.placeholder = placeholder;
    requestAnimationFrame(() => this.typed());
  }

  key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.send();
  }

  typed() {
    this.input.style.height = 'auto';
    this.input.style.height = `${Math.min(this.input.scrollHeight, 160)}px`;
    const word = /^\/[^\s]*$/.exec(this.input.value)?.[0];
    const matching = word === undefined || this.inThread ? [] : state.commands.filter((offer) => offer.command.startsWith(word));
    this.offers.hidden = matching.length === 0;
    this.offers.replaceChildren(...matching.map((offer) => el('button', { class: 'popup-item', type: 'button', role: 'option', on: { click: () => this.take(offer) } },
      el('b', { text: offer.command }), el('span', { class: 'usage', text: offer.usage ?? '' }), el('small', { text: offer.description }))));
  }

  take(offer) {
    this.input.value = `${offer.command} `;
    this.input.focus();
    this.typed();
  }

  shortcuts(anchor) {
    const target = { user: state.me };
    const entries = [
      ...state.shortcuts.filter((shortcut) => shortcut.type === 'global').map((shortcut) => ({ label: shortcut.name, hint: state.app.name, run: () => attempt(() => act('shortcut', { ...target, callbackId: shortcut.callback_id })) })),
      ...state.commands.map((offer) => ({ label: offer.command, hint: offer.description, run: () => this.take(offer) })),
    ];
    if (entries.length > 0) popupMenu(anchor, entries, 'Comandos e atalhos');
    else toast('O aplicativo não oferece comandos.');
  }

  async pick(picker) {
    for (const file of picker.files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      let binary = '';
      for (const byte of bytes) binary += String.fromCharCode(byte);
      this.files.push({ name: file.name, ...(file.type ? { mimetype: file.type } : {}), content: window.btoa(binary), encoding: 'base64' });
    }
    picker.value = '';
    this.showPicked();
  }

  showPicked() {
    this.picked.hidden = this.files.length === 0;
    this.picked.replaceChildren(...this.files.map((file) => el('button', { class: 'chip', type: 'button', 'aria-label': `Remover ${file.name}`, text: `${file.name} ✕`, on: { click: () => { this.files = this.files.filter((one) => one !== file); this.showPicked(); } } })));
  }

  async send() {
    const text = this.input.value.trim();
    if (!text && this.files.length === 0) return;
    const command = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/.exec(text);
    if (command && this.inThread) return toast(`${command[1]} não funciona dentro de uma conversa. Use no canal.`, 'warning');
    this.input.value = '';
    this.typed();
    if (command) return void attempt(() => act('slash', { user: state.me, channel: this.channel, command: command[1], text: command[2] ?? '' }));
    const files = this.files.splice(0);
    this.showPicked();
    const broadcast = this.broadcast.checked;
    this.broadcast.checked = false;
    const sent = await attempt(() => act('post', { user: state.me, channel: this.channel, text, files, broadcast, ...(this.threadTs ? { thread_ts: this.threadTs } : {}) }));
    if (!sent) this.input.value ||= text;
  }
}

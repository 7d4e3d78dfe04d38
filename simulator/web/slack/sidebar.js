import { avatar } from './avatar.js';
import { el } from './dom.js';
import { hasUnread, personName, state } from './state.js';

/** The workspace's name, channels with unread dots, the app, and who one is acting as. */
export function renderSidebar(node, { onUser }) {
  const channels = [...state.channels.values()].filter((channel) => !channel.isIm);
  const dm = `D${state.me.slice(1)}`;
  node.replaceChildren(
    el('div', { class: 'team' }, el('b', { text: state.team.name }), el('small', { text: 'Slack de demonstração' })),
    el('h2', { text: 'Canais' }),
    el('ul', {}, channels.map((channel) => entry(channel.id, channel.isPrivate ? '🔒' : '#', channel.name, hasUnread(channel.id), channel.isArchived ? 'arquivado' : ''))),
    el('h2', { text: 'Aplicativos' }),
    el('ul', {}, entry('home', '♥', state.app.name, state.channels.has(dm) && hasUnread(dm), '')),
    el('div', { class: 'me' }, avatar(personName(state.me)), switcher(onUser)),
  );
}

function entry(place, sign, name, unread, note) {
  const current = state.place === place || (place === 'home' && state.place === `D${state.me.slice(1)}`);
  return el('li', {}, el('a', { class: `entry${current ? ' current' : ''}${unread && !current ? ' unread' : ''}`, href: `#${place}`, 'aria-current': current ? 'page' : undefined },
    el('span', { class: 'sign', 'aria-hidden': 'true', text: sign }), el('span', { class: 'entry-name', text: name }), note ? el('small', { text: note }) : null,
    unread && !current ? el('span', { class: 'dot', 'aria-label': 'mensagens não lidas' }) : null));
}

function switcher(onUser) {
  const people = [...state.users.values()].filter((user) => !user.isBot && user.id !== 'USLACKBOT');
  const select = el('select', { class: 'switcher', on: { change: () => onUser(select.value) } }, people.map((user) => {
    const option = el('option', { value: user.id, text: user.realName });
    option.selected = user.id === state.me;
    return option;
  }));
  return el('label', { class: 'switcher-label' }, el('span', { text: 'Você é:' }), select);
}

import { renderBlocks } from './blocks.js';
import { Composer } from './composer.js';
import { attempt } from './dialogs.js';
import { el } from './dom.js';
import { MessageList } from './message-list.js';
import { renderModal, viewPlace } from './modal-view.js';
import { act, follow, read } from './server.js';
import { renderSidebar } from './sidebar.js';
import { apply, load, markRead, myEphemerals, state, threadMessages, topLevel } from './state.js';

const main = document.getElementById('main');
const side = document.getElementById('thread');
const channelList = new MessageList('Mensagens do canal');
const threadList = new MessageList('Mensagens da conversa');
const channelComposer = new Composer({ inThread: false });
const threadComposer = new Composer({ inThread: true });
const channelHead = el('header', { class: 'pane-head' });
const threadHead = el('header', { class: 'pane-head' });
const homeBody = el('div', { class: 'home' });
side.append(threadHead, threadList.node, threadComposer.node);

let scheduled = false;
function redraw() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    render();
  });
}

function render() {
  renderThread();
  if (state.place === 'home') renderHome();
  else renderChannel();
  renderSidebar(document.getElementById('sidebar'), { onUser: switchUser });
  renderModal(document.getElementById('modal-root'));
}

function show(...nodes) {
  if (nodes.length !== main.children.length || nodes.some((node, index) => main.children[index] !== node)) main.replaceChildren(...nodes);
}

function renderChannel() {
  const channel = state.channels.get(state.place);
  if (!channel) return show(el('div', { class: 'empty', text: 'Este canal não existe.' }));
  const name = channel.isIm ? state.app.name : `# ${channel.name}`;
  if (channel.isIm) channelHead.replaceChildren(...appHead('messages'));
  else channelHead.replaceChildren(el('h1', { text: name }), el('small', { text: channel.isArchived ? 'Canal arquivado' : `${channel.members.length} pessoas` }));
  const messages = topLevel(channel.id);
  channelList.show(messages, myEphemerals(channel.id, null), {
    key: `${state.me}:${channel.id}`, empty: 'Nenhuma mensagem ainda. Quando um cliente escrever no WhatsApp, a conversa aparece aqui.',
  });
  channelComposer.aim(channel.id, null, `Mensagem para ${name}`);
  channelComposer.node.hidden = channel.isArchived;
  show(channelHead, channelList.node, channelComposer.node);
  if (messages.length > 0 && document.visibilityState === 'visible') markRead(channel.id, messages.at(-1).ts);
}

function renderThread() {
  const parent = state.threadTs ? state.messages.get(state.place)?.get(state.threadTs) : undefined;
  side.hidden = !parent;
  document.body.classList.toggle('with-thread', Boolean(parent));
  if (!parent) return;
  const channel = state.channels.get(state.place);
  threadHead.replaceChildren(el('h2', { text: 'Conversa' }), el('small', { text: channel.isIm ? state.app.name : `# ${channel.name}` }),
    el('a', { class: 'tool', href: `#${state.place}`, 'aria-label': 'Fechar conversa', title: 'Fechar', text: '✕' }));
  const messages = threadMessages(state.place, state.threadTs);
  const count = messages.length - 1;
  const note = el('div', { class: 'reply-count' }, el('span', { text: count === 0 ? 'Nenhuma resposta ainda' : `${count} ${count === 1 ? 'resposta' : 'respostas'}` }));
  threadList.show(messages, myEphemerals(state.place, state.threadTs), { inThread: true, firstNote: note, key: `${state.me}:${state.place}/${state.threadTs}` });
  threadComposer.aim(state.place, state.threadTs, 'Responder…');
  threadComposer.node.hidden = channel.isArchived;
  if (document.visibilityState === 'visible') markRead(`${state.place}/${state.threadTs}`, messages.at(-1).ts);
}

/** The app's name with its tabs: the home page, and the direct conversation once there is one. */
function appHead(current) {
  const dm = `D${state.me.slice(1)}`;
  const tab = (place, text, on) => el('a', { class: `tab${on ? ' current' : ''}`, href: `#${place}`, 'aria-current': on ? 'page' : undefined, text });
  return [el('h1', { text: state.app.name }), tab('home', 'Início', current === 'home'), ...(state.channels.has(dm) ? [tab(dm, 'Mensagens', current === 'messages')] : [])];
}

let homeSeen = '';
function renderHome() {
  const view = state.homes.get(state.me);
  channelHead.replaceChildren(...appHead('home'));
  const signature = `${state.me}:${view?.hash ?? ''}`;
  if (signature !== homeSeen) homeBody.replaceChildren(view ? renderBlocks(view.blocks, viewPlace('home', view.id)) : el('div', { class: 'empty', text: 'O aplicativo ainda não preparou esta página.' }));
  homeSeen = signature;
  show(channelHead, homeBody);
}

function switchUser(user) {
  state.me = user;
  try {
    sessionStorage.setItem('slack-sim-user', user);
  } catch { /* storage may be closed to a framed page */ }
  if (state.place.startsWith('D')) location.hash = '#home';
  if (state.place === 'home') void attempt(() => act('open-home', { user }));
  redraw();
}

function followHash() {
  const [place, threadTs] = decodeURIComponent(location.hash.slice(1)).split('/');
  const before = `${state.place}/${state.threadTs ?? ''}`;
  state.place = place || 'C0ATENDE001';
  state.threadTs = threadTs || null;
  if (state.place === 'home' && before !== 'home/') void attempt(() => act('open-home', { user: state.me }));
  redraw();
  if (state.threadTs && before !== `${state.place}/${state.threadTs}`) setTimeout(() => threadComposer.input.focus(), 60);
}

/** What is told while the whole is being read may be newer than what is read: it is applied again. One reading at a time. */
let told;
let reading = Promise.resolve();
function reload() {
  reading = reading.catch(() => undefined).then(async () => {
    told = [];
    try {
      load(await read('state'));
      told.forEach(apply);
    } finally {
      told = undefined;
    }
    redraw();
  });
}

function take(change) {
  told?.push(change);
  if (apply(change)) redraw();
  else reload();
}

function chosenUser() {
  const asked = new URLSearchParams(location.search).get('user');
  try {
    return asked ?? sessionStorage.getItem('slack-sim-user');
  } catch {
    return asked;
  }
}

state.emoji = await read('emoji');
load(await read('state'));
state.opened = String(Date.now() / 1000);
const user = chosenUser();
if (user && state.users.has(user)) state.me = user;
followHash();
addEventListener('hashchange', followHash);
document.addEventListener('visibilitychange', redraw);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && state.threadTs && !state.views.get(state.me) && !event.target.closest('.edit-box')) location.hash = `#${state.place}`;
});
follow(take, reload);

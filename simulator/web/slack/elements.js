import { confirmFirst, popupMenu } from './dialogs.js';
import { el, safeImage, safeUrl } from './dom.js';
import { emojiText } from './mrkdwn.js';
import { state } from './state.js';

/**
 * An interactive element. `place` says what its values do: `act(element, block, value)` tells the app, `keep(block, element, value)`
 * and `kept(block, element)` hold what was put into a form, `suggest(element, block, typed)` fetches external options.
 */
export function renderElement(element, block, place) {
  const render = RENDERERS[element.type];
  return render ? render(element, block, place) : el('span', { class: 'unsupported', text: `(${element.type})` });
}

const label = (text) => emojiText(text?.text ?? '');
const optionLabel = (option) => label(option.text);

function changed(element, block, place, value) {
  place.keep?.(block, element, value);
  if (block.type !== 'input' || block.dispatch_action) void confirmFirst(element.confirm).then((go) => go && place.act(element, block, value));
}

function button(element, block, place) {
  const style = { primary: ' button-primary', danger: ' button-danger' }[element.style] ?? '';
  const node = el('button', {
    class: `button${style}`, type: 'button', text: label(element.text), 'aria-label': element.accessibility_label ?? undefined, data: { actionId: element.action_id },
    on: {
      click: async () => {
        if (!(await confirmFirst(element.confirm))) return;
        if (safeUrl(element.url)) window.open(element.url, '_blank', 'noopener');
        node.disabled = true;
        await place.act(element, block, undefined);
        node.disabled = false;
      },
    },
  });
  return node;
}

function overflow(element, block, place) {
  const node = el('button', { class: 'button button-icon', type: 'button', text: '⋯', 'aria-label': 'Mais ações', 'aria-haspopup': 'menu', data: { actionId: element.action_id } });
  node.addEventListener('click', () => popupMenu(node, element.options.map((option) => ({
    label: optionLabel(option), hint: option.description ? label(option.description) : undefined,
    run: async () => { if (await confirmFirst(element.confirm)) await place.act(element, block, option.value); },
  })), 'Mais ações'));
  return node;
}

function initialOf(element, block, place) {
  const kept = place.kept?.(block, element);
  if (kept !== undefined) return kept;
  const many = element.initial_options?.map((option) => option.value) ?? element.initial_users ?? element.initial_channels ?? element.initial_conversations;
  return many ?? element.initial_option?.value ?? element.initial_value ?? element.initial_date ?? element.initial_time ?? element.initial_user ?? element.initial_channel ?? element.initial_conversation ?? null;
}

function select(options, groups) {
  return (element, block, place) => {
    const multiple = element.type.startsWith('multi_');
    const chosen = [initialOf(element, block, place)].flat();
    const choice = (option) => {
      const node = el('option', { value: option.value, text: optionLabel(option) });
      node.selected = chosen.includes(option.value);
      return node;
    };
    const node = el('select', { class: 'select', multiple, 'aria-label': label(element.placeholder) || 'Escolher', data: { actionId: element.action_id } },
      multiple ? null : el('option', { value: '', text: label(element.placeholder) || 'Escolha uma opção' }),
      (groups(element) ?? []).map((group) => el('optgroup', { label: label(group.label) }, group.options.map(choice))), options(element).map(choice));
    node.addEventListener('change', () => changed(element, block, place, multiple ? [...node.selectedOptions].map((option) => option.value) : node.value || null));
    return node;
  };
}

const staticSelect = select((element) => element.options ?? [], (element) => element.option_groups);
const people = select(() => [...state.users.values()].filter((user) => !user.isBot && user.id !== 'USLACKBOT').map((user) => ({ value: user.id, text: { text: user.realName } })), () => []);
const channels = select(() => [...state.channels.values()].filter((channel) => !channel.isIm).map((channel) => ({ value: channel.id, text: { text: `#${channel.name}` } })), () => []);

function externalSelect(element, block, place) {
  const kept = place.kept?.(block, element);
  const input = el('input', { class: 'input', type: 'search', role: 'combobox', 'aria-expanded': 'false', placeholder: label(element.placeholder) || 'Digite para buscar', value: (kept ? optionLabel(kept) : element.initial_option && optionLabel(element.initial_option)) ?? '', 'aria-label': label(element.placeholder) || 'Buscar', data: { actionId: element.action_id } });
  const list = el('div', { class: 'suggestions', role: 'listbox', hidden: true });
  let turn = 0;
  const search = async () => {
    if (input.value.length < (element.min_query_length ?? 3)) return;
    const mine = ++turn;
    const answer = await place.suggest(element, block, input.value);
    if (mine !== turn) return;
    const options = answer?.body?.options ?? (answer?.body?.option_groups ?? []).flatMap((group) => group.options);
    list.replaceChildren(...options.map((option) => el('button', { class: 'popup-item', type: 'button', role: 'option', text: optionLabel(option), on: { click: () => choose(option) } })));
    if (options.length === 0) list.append(el('div', { class: 'popup-empty', text: 'Nenhum resultado' }));
    list.hidden = false;
  };
  const choose = (option) => {
    input.value = optionLabel(option);
    list.hidden = true;
    changed(element, block, place, option);
  };
  input.addEventListener('input', search);
  input.addEventListener('focus', search);
  return el('div', { class: 'external-select' }, input, list);
}

function text(type, extra = {}) {
  return (element, block, place) => {
    const multiline = element.multiline === true;
    const node = el(multiline ? 'textarea' : 'input', {
      class: 'input', ...(multiline ? { rows: 4 } : { type }), placeholder: label(element.placeholder), maxlength: element.max_length, value: initialOf(element, block, place) ?? '', data: { actionId: element.action_id }, ...extra,
    });
    node.addEventListener('input', () => place.keep?.(block, element, node.value));
    if (block.dispatch_action) node.addEventListener('keydown', (event) => { if (event.key === 'Enter' && !multiline) place.act(element, block, node.value); });
    if (['date', 'time'].includes(type)) node.addEventListener('change', () => changed(element, block, place, node.value || null));
    return node;
  };
}

function choices(type) {
  return (element, block, place) => {
    const chosen = new Set([initialOf(element, block, place)].flat());
    const name = `${block.block_id}.${element.action_id}`;
    const node = el('div', { class: 'choices', data: { actionId: element.action_id } }, element.options.map((option) => {
      const input = el('input', { type, name, value: option.value });
      input.checked = chosen.has(option.value);
      return el('label', {}, input, el('span', {}, optionLabel(option), option.description ? el('small', { text: label(option.description) }) : null));
    }));
    node.addEventListener('change', () => {
      const values = [...node.querySelectorAll('input:checked')].map((input) => input.value);
      changed(element, block, place, type === 'radio' ? (values[0] ?? null) : values);
    });
    return node;
  };
}

function dateTime(element, block, place) {
  const initial = initialOf(element, block, place);
  const local = initial ? new Date(initial * 1000 - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16) : '';
  const node = el('input', { class: 'input', type: 'datetime-local', value: local, data: { actionId: element.action_id } });
  node.addEventListener('change', () => changed(element, block, place, node.value ? Math.floor(new Date(node.value).getTime() / 1000) : null));
  return node;
}

function image(element) {
  const source = safeImage(element.image_url);
  return source ? el('img', { class: 'accessory-image', src: source, alt: element.alt_text ?? '' }) : el('span', { class: 'unsupported', text: element.alt_text ?? '' });
}

const RENDERERS = {
  button, workflow_button: button, overflow, image, static_select: staticSelect, multi_static_select: staticSelect, users_select: people, multi_users_select: people,
  channels_select: channels, multi_channels_select: channels, conversations_select: channels, multi_conversations_select: channels,
  external_select: externalSelect, multi_external_select: externalSelect, plain_text_input: text('text'), email_text_input: text('email'),
  url_text_input: text('url'), number_input: text('number', { step: 'any' }), datepicker: text('date'), timepicker: text('time'), datetimepicker: dateTime,
  checkboxes: choices('checkbox'), radio_buttons: choices('radio'),
};

/** Things to tap in a message (buttons, list rows, poll options) and the answers they make. */
import type { Choice, JsonObject } from './types.js';

const asList = (value: unknown): JsonObject[] => (Array.isArray(value) ? value as JsonObject[] : []);

function labelled(list: unknown, label: string): Choice[] {
  return asList(list).map((item, index) => ({ id: String(item.id ?? index + 1), label: String(item[label] ?? '') }));
}

/** What can be tapped in the message that this send makes; undefined for ordinary ones. */
export function choicesOf(action: string, body: JsonObject): Choice[] | undefined {
  if (action === 'send-button-list') return labelled((body.buttonList as JsonObject | undefined)?.buttons, 'label');
  if (action === 'send-button-actions') return labelled(body.buttonActions, 'label');
  if (action === 'send-option-list') return labelled((body.optionList as JsonObject | undefined)?.options, 'title');
  if (action === 'send-poll') return asList(body.poll).map(({ name }) => ({ id: String(name), label: String(name) }));
  return undefined;
}

/** The webhook content of tapping one. */
export function choiceContent(kind: string, messageId: string, choice: Choice): JsonObject {
  if (kind === 'poll') return { pollVote: { pollMessageId: messageId, options: [{ name: choice.label }] } };
  if (kind === 'option-list') return { listResponseMessage: { message: '', title: choice.label, selectedRowId: choice.id } };
  return { buttonsResponseMessage: { buttonId: choice.id, message: choice.label } };
}

import { elementsOf } from './block-check.js';
import type { Block, JsonObject, StateValues } from './model.js';
import { isObject } from './text-check.js';

/** What a person puts into an element: text, an option's value, several of them, or an option object itself. */
export type Given = string | number | boolean | null | string[] | JsonObject | JsonObject[];

/** The options of a select, checkboxes, radio buttons or overflow, its groups flattened. */
export function optionsOf(element: Block): JsonObject[] {
  const groups = Array.isArray(element.option_groups) ? (element.option_groups as JsonObject[]) : [];
  const lists = [element.options, ...groups.map((group) => group.options)];
  return lists.flatMap((list) => (Array.isArray(list) ? (list as JsonObject[]) : []));
}

function option(element: Block, given: unknown): JsonObject | null {
  if (given === null || given === undefined || given === '') return null;
  if (isObject(given)) return given;
  const known = optionsOf(element).find((candidate) => candidate.value === String(given) || (isObject(candidate.text) && candidate.text.text === given));
  if (!known && !element.type.includes('external')) throw new Error(`No option "${String(given)}" in ${element.type} ${String(element.action_id)}`);
  return known ?? { text: { type: 'plain_text', text: String(given) }, value: String(given) };
}

const SINGLE: Record<string, string> = {
  datepicker: 'selected_date', timepicker: 'selected_time', datetimepicker: 'selected_date_time', users_select: 'selected_user',
  conversations_select: 'selected_conversation', channels_select: 'selected_channel', multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations', multi_channels_select: 'selected_channels', rich_text_input: 'rich_text_value',
};

/** An element's entry in `state.values` once `given` was put in. */
export function elementValue(element: Block, given: unknown): JsonObject {
  if (isObject(given) && given.type === element.type) return given;
  const { type } = element;
  if (SINGLE[type]) return { type, [SINGLE[type]]: given ?? (type.startsWith('multi_') ? [] : null) };
  if (type === 'static_select' || type === 'external_select' || type === 'radio_buttons') return { type, selected_option: option(element, given) };
  if (type.startsWith('multi_') || type === 'checkboxes') {
    const list = Array.isArray(given) ? given : given === null || given === undefined ? [] : [given];
    return { type, selected_options: list.map((value) => option(element, value)) };
  }
  return { type, value: given === null || given === undefined || given === '' ? null : String(given) };
}

function initialValue(element: Block): JsonObject {
  const initial = ['initial_value', 'initial_option', 'initial_options', 'initial_date', 'initial_time', 'initial_date_time', 'initial_user',
    'initial_users', 'initial_conversation', 'initial_conversations', 'initial_channel', 'initial_channels'].find((field) => element[field] !== undefined);
  return elementValue(element, initial ? element[initial] : null);
}

/** `state.values` of a layout: what was put in before, else the initial values. */
export function stateOf(blocks: Block[], before: StateValues = {}): StateValues {
  const values: StateValues = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      if (['button', 'overflow', 'image', 'workflow_button'].includes(element.type)) continue;
      const blockId = String(block.block_id);
      const actionId = String(element.action_id);
      const known = before[blockId]?.[actionId];
      (values[blockId] ??= {})[actionId] = known?.type === element.type ? known : initialValue(element);
    }
  }
  return values;
}

/** Whether an entry of `state.values` holds nothing. */
export function isEmptyValue(entry: JsonObject | undefined): boolean {
  return !entry || Object.entries(entry).every(([key, value]) => key === 'type' || value === null || (Array.isArray(value) && value.length === 0));
}

import type { JsonObject } from './model.js';
import { checkText, isObject } from './text-check.js';
import type { LayoutProblems } from './text-check.js';

const OPTION_LIMITS: Record<string, number> = { overflow: 5, checkboxes: 10, radio_buttons: 10, static_select: 100, multi_static_select: 100 };
const SELECTS = ['static', 'external', 'users', 'conversations', 'channels'].flatMap((kind) => [`${kind}_select`, `multi_${kind}_select`]);
const INPUTS = ['plain_text_input', 'number_input', 'email_text_input', 'url_text_input', 'datepicker', 'timepicker', 'datetimepicker', 'rich_text_input', 'file_input'];
const KNOWN = [...SELECTS, ...INPUTS, 'button', 'overflow', 'checkboxes', 'radio_buttons', 'image', 'workflow_button'];

const WHERE: Record<string, string[]> = {
  accessory: KNOWN.filter((type) => !['plain_text_input', 'number_input', 'email_text_input', 'url_text_input', 'rich_text_input', 'file_input'].includes(type)),
  actions: KNOWN.filter((type) => !['image', 'number_input', 'email_text_input', 'url_text_input', 'file_input'].includes(type)),
  input: KNOWN.filter((type) => !['button', 'overflow', 'image', 'workflow_button'].includes(type)),
};

/** Checks one interactive element (or image) in the place it stands. */
export function checkElement(problems: LayoutProblems, element: unknown, place: 'accessory' | 'actions' | 'input', pointer: string): void {
  if (!isObject(element)) return problems.add('must be an object', pointer);
  const type = String(element.type ?? '');
  if (!WHERE[place].includes(type)) return problems.add(`unsupported type: ${type}`, `${pointer}/type`);
  problems.atMost(element.action_id, 255, `${pointer}/action_id`);
  if (element.placeholder !== undefined) checkText(problems, element.placeholder, 150, `${pointer}/placeholder`, true);
  if (element.confirm !== undefined) checkConfirm(problems, element.confirm, `${pointer}/confirm`);
  if (type === 'button') checkButton(problems, element, pointer);
  if (type === 'image') {
    if (!element.slack_file) problems.needs(element, 'image_url', pointer);
    problems.needs(element, 'alt_text', pointer);
  }
  if (OPTION_LIMITS[type]) checkOptions(problems, element, type, pointer);
  if (type === 'plain_text_input') problems.atMost(element.initial_value, 3000, `${pointer}/initial_value`);
  if (type === 'datepicker' && element.initial_date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(String(element.initial_date))) {
    problems.add('must be in the format YYYY-MM-DD', `${pointer}/initial_date`);
  }
  if (type === 'number_input') problems.needs(element, 'is_decimal_allowed', pointer);
}

function checkButton(problems: LayoutProblems, element: JsonObject, pointer: string): void {
  if (problems.needs(element, 'text', pointer)) checkText(problems, element.text, 75, `${pointer}/text`, true);
  problems.atMost(element.value, 2000, `${pointer}/value`);
  problems.atMost(element.url, 3000, `${pointer}/url`);
  problems.atMost(element.accessibility_label, 75, `${pointer}/accessibility_label`);
  if (element.style !== undefined && element.style !== 'primary' && element.style !== 'danger') {
    problems.add(`must be a valid enum value: ${String(element.style)}`, `${pointer}/style`);
  }
}

function checkOptions(problems: LayoutProblems, element: JsonObject, type: string, pointer: string): void {
  if (Array.isArray(element.option_groups) && type.includes('select')) {
    if (element.option_groups.length > 100) problems.add('no more than 100 items allowed', `${pointer}/option_groups`);
    element.option_groups.forEach((group: unknown, index) => {
      const at = `${pointer}/option_groups/${index}`;
      if (!isObject(group)) return problems.add('must be an object', at);
      checkText(problems, group.label, 75, `${at}/label`, true);
      checkOptionList(problems, group.options, 100, type, `${at}/options`);
    });
    return;
  }
  checkOptionList(problems, element.options, OPTION_LIMITS[type], type, `${pointer}/options`);
  const known = Array.isArray(element.options) ? element.options.map((option) => (isObject(option) ? option.value : undefined)) : [];
  const initial = isObject(element.initial_option) ? [element.initial_option] : Array.isArray(element.initial_options) ? element.initial_options : [];
  for (const option of initial) {
    if (!isObject(option) || !known.includes(option.value)) problems.add('initial option must match one of the options', `${pointer}/initial_option`);
  }
}

function checkOptionList(problems: LayoutProblems, options: unknown, limit: number, type: string, pointer: string): void {
  if (!Array.isArray(options) || options.length === 0) return problems.add('no fewer than 1 items allowed', pointer);
  if (options.length > limit) problems.add(`no more than ${limit} items allowed`, pointer);
  const markdownAllowed = type === 'checkboxes' || type === 'radio_buttons';
  options.forEach((option: unknown, index) => checkOption(problems, option, markdownAllowed, `${pointer}/${index}`));
}

function checkOption(problems: LayoutProblems, option: unknown, markdownAllowed: boolean, pointer: string): void {
  if (!isObject(option)) return problems.add('must be an object', pointer);
  checkText(problems, option.text, 75, `${pointer}/text`, !markdownAllowed);
  if (problems.needs(option, 'value', pointer)) problems.atMost(option.value, 150, `${pointer}/value`);
  if (option.description !== undefined) checkText(problems, option.description, 75, `${pointer}/description`, !markdownAllowed);
}

function checkConfirm(problems: LayoutProblems, confirm: unknown, pointer: string): void {
  if (!isObject(confirm)) return problems.add('must be an object', pointer);
  checkText(problems, confirm.title, 100, `${pointer}/title`, true);
  checkText(problems, confirm.text, 300, `${pointer}/text`);
  checkText(problems, confirm.confirm, 30, `${pointer}/confirm`, true);
  checkText(problems, confirm.deny, 30, `${pointer}/deny`, true);
}

import { checkElement } from './element-check.js';
import type { Block, JsonObject } from './model.js';
import { checkText, isObject, LayoutProblems } from './text-check.js';
import { slackId } from './timestamps.js';

const MESSAGE_BLOCKS = 50;
const VIEW_BLOCKS = 100;
/** Characters of text in all blocks of one message before `msg_blocks_too_long` (not documented; seen in practice, bolt-js#2509). */
const MESSAGE_BLOCK_TEXT = 13_200;
const RICH_TEXT_PARTS = ['rich_text_section', 'rich_text_list', 'rich_text_preformatted', 'rich_text_quote'];

type Checker = (problems: LayoutProblems, block: JsonObject, pointer: string) => void;

const CHECKERS: Record<string, Checker> = {
  header: (problems, block, pointer) => {
    if (problems.needs(block, 'text', pointer)) checkText(problems, block.text, 150, `${pointer}/text`, true);
  },
  section: (problems, block, pointer) => {
    if (block.text === undefined && block.fields === undefined) problems.add('missing required field: text or fields', pointer);
    if (block.text !== undefined) checkText(problems, block.text, 3000, `${pointer}/text`);
    if (block.fields !== undefined) {
      for (const [index, field] of listOf(problems, block.fields, 1, 10, `${pointer}/fields`).entries()) {
        checkText(problems, field, 2000, `${pointer}/fields/${index}`);
      }
    }
    if (block.accessory !== undefined) checkElement(problems, block.accessory, 'accessory', `${pointer}/accessory`);
  },
  context: (problems, block, pointer) => {
    for (const [index, element] of listOf(problems, block.elements, 1, 10, `${pointer}/elements`).entries()) {
      const at = `${pointer}/elements/${index}`;
      if (isObject(element) && element.type === 'image') {
        problems.needs(element, 'image_url', at);
        problems.needs(element, 'alt_text', at);
      } else checkText(problems, element, 3000, at);
    }
  },
  actions: (problems, block, pointer) => {
    const elements = listOf(problems, block.elements, 1, 25, `${pointer}/elements`);
    const seen = new Set<unknown>();
    for (const [index, element] of elements.entries()) {
      checkElement(problems, element, 'actions', `${pointer}/elements/${index}`);
      const id = isObject(element) ? element.action_id : undefined;
      if (id !== undefined && seen.has(id)) problems.add(`\`action_id\` "${String(id)}" already exists for another element in this block`, `${pointer}/elements/${index}`);
      seen.add(id);
    }
  },
  divider: () => undefined,
  image: (problems, block, pointer) => {
    if (!block.slack_file) problems.needs(block, 'image_url', pointer);
    if (problems.needs(block, 'alt_text', pointer)) problems.atMost(block.alt_text, 2000, `${pointer}/alt_text`);
    if (block.title !== undefined) checkText(problems, block.title, 2000, `${pointer}/title`, true);
  },
  input: (problems, block, pointer) => {
    if (problems.needs(block, 'label', pointer)) checkText(problems, block.label, 2000, `${pointer}/label`, true);
    if (block.hint !== undefined && block.hint !== null) checkText(problems, block.hint, 2000, `${pointer}/hint`, true);
    if (problems.needs(block, 'element', pointer)) checkElement(problems, block.element, 'input', `${pointer}/element`);
  },
  rich_text: (problems, block, pointer) => {
    for (const [index, part] of listOf(problems, block.elements, 0, 200, `${pointer}/elements`).entries()) {
      if (!isObject(part) || !RICH_TEXT_PARTS.includes(String(part.type))) problems.add('unsupported type', `${pointer}/elements/${index}/type`);
    }
  },
  markdown: (problems, block, pointer) => {
    if (problems.needs(block, 'text', pointer)) problems.atMost(block.text, 12_000, `${pointer}/text`);
  },
  video: (problems, block, pointer) => {
    for (const field of ['alt_text', 'title', 'thumbnail_url', 'video_url']) problems.needs(block, field, pointer);
  },
  file: (problems, block, pointer) => {
    problems.needs(block, 'external_id', pointer);
  },
};

function listOf(problems: LayoutProblems, value: unknown, least: number, most: number, pointer: string): unknown[] {
  if (!Array.isArray(value)) {
    problems.add('must be an array', pointer);
    return [];
  }
  if (value.length < least) problems.add(`no fewer than ${least} items allowed`, pointer);
  if (value.length > most) problems.add(`no more than ${most} items allowed`, pointer);
  return value;
}

/** Checks a list of blocks as Slack does; an empty result means they would be taken. */
export function checkBlocks(blocks: unknown, surface: 'message' | 'modal' | 'home', root = '/blocks'): string[] {
  const problems = new LayoutProblems();
  const ids = new Set<unknown>();
  for (const [index, block] of listOf(problems, blocks, 0, surface === 'message' ? MESSAGE_BLOCKS : VIEW_BLOCKS, root).entries()) {
    const pointer = `${root}/${index}`;
    if (!isObject(block)) {
      problems.add('must be an object', pointer);
      continue;
    }
    const checker = Object.hasOwn(CHECKERS, String(block.type)) ? CHECKERS[String(block.type)] : undefined;
    if (!checker) problems.add(`unsupported type: ${String(block.type)}`, `${pointer}/type`);
    else checker(problems, block, pointer);
    problems.atMost(block.block_id, 255, `${pointer}/block_id`);
    if (block.block_id !== undefined && ids.has(block.block_id)) {
      problems.add(`\`block_id\` "${String(block.block_id)}" already exists for another block`, `${pointer}/block_id`);
    }
    ids.add(block.block_id);
  }
  return problems.messages;
}

/** Whether the text in all blocks together is more than one message may carry. */
export function blocksTooLong(blocks: Block[]): boolean {
  let characters = 0;
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') characters += value.length;
    return value;
  });
  return characters > MESSAGE_BLOCK_TEXT;
}

/** The blocks as Slack stores them: every block with a block_id, every interactive element with an action_id. */
export function withIds(blocks: Block[]): Block[] {
  return blocks.map((block) => {
    const copy: Block = { ...structuredClone(block), block_id: typeof block.block_id === 'string' ? block.block_id : slackId('', 5) };
    for (const element of elementsOf(copy)) {
      if (element.action_id === undefined && !['image', 'mrkdwn', 'plain_text'].includes(element.type)) element.action_id = slackId('', 5);
    }
    return copy;
  });
}

/** The elements a block holds: of actions, a section's accessory, an input's element. */
export function elementsOf(block: Block): Block[] {
  if (block.type === 'actions' && Array.isArray(block.elements)) return block.elements as Block[];
  if (block.type === 'section' && isObject(block.accessory)) return [block.accessory as Block];
  if (block.type === 'input' && isObject(block.element)) return [block.element as Block];
  return [];
}

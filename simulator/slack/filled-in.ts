import { elementsOf } from './block-check.js';
import { elementValue, stateOf } from './element-values.js';
import type { Block, JsonObject, SimView, StateValues } from './model.js';
import { isObject } from './text-check.js';

/**
 * `state.values` of a view after more was put in: by block_id and action_id nested, by "block.action", or by block_id alone.
 * Throws for a block the view does not have.
 */
export function filledIn(view: SimView, given: JsonObject): StateValues {
  const values = stateOf(view.blocks, view.state.values);
  const put = (block: Block, element: Block, value: unknown): void => {
    (values[String(block.block_id)] ??= {})[String(element.action_id)] = elementValue(element, value);
  };
  const fields = view.blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
  for (const [key, value] of Object.entries(given)) {
    const inBlock = fields.filter(({ block }) => block.block_id === key);
    const dotted = fields.find(({ block, element }) => key === `${String(block.block_id)}.${String(element.action_id)}`);
    const nested = isObject(value) && inBlock.some(({ element }) => Object.hasOwn(value, String(element.action_id)));
    if (dotted) put(dotted.block, dotted.element, value);
    else if (inBlock.length === 0) throw new Error(`No block "${key}" in this view; there are: ${fields.map(({ block }) => String(block.block_id)).join(', ')}`);
    else if (!nested) put(inBlock[0].block, inBlock[0].element, value);
    else for (const { block, element } of inBlock) if (Object.hasOwn(value, String(element.action_id))) put(block, element, value[String(element.action_id)]);
  }
  return values;
}

import { TAG_MAX, activeTags, createTag, setTag, tagsOf, type Tag } from '../../src/domain/inbox/tags.js';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { plainWords } from '../views/parts.js';
import { changeAct, type Person } from './act.js';
import { codeOf } from './codes.js';
import { typedIn } from './typed-in.js';
import { choicesField, choicesOf, textField, textOf } from './values.js';

interface Input {
  add: number[];
  remove: number[];
  /** Names of new tags; supervisors only. */
  create: string[];
}

/** `vip, -hospital, +nova`: a comma between, or spaces where every word is a tag. @throws Refused naming the tags */
function readTags(words: string, tags: Tag[]): Input {
  const input: Input = { add: [], remove: [], create: [] };
  const find = (name: string) => {
    const id = codeOf(name, tags.map((tag) => String(tag.id)), (code) => tags.find((tag) => String(tag.id) === code)?.name ?? '');
    return tags.find((tag) => String(tag.id) === id && name !== id);
  };
  const take = (item: string): void => {
    const [, sign = '', name = ''] = /^([+-]?)\s*(.*)$/.exec(item) ?? [];
    const tag = find(name);
    if (tag) (sign === '-' ? input.remove : input.add).push(tag.id);
    else if (sign === '+') input.create.push(name);
    else if (/\s/.test(item)) item.split(/\s+(?=[+-]?\S)/).forEach(take);
    else throw new Refused('slack:refused.choice', { given: plainWords(name), allowed: tags.map((one) => plainWords(one.name)).join(', ') });
  };
  words.split(',').map((item) => item.trim()).filter((item) => item !== '').forEach(take);
  return input;
}

/**
 * "Etiquetas": `/etiqueta #123 hospital, -retorno`; supervisors make a new one with `+nome`. The form asks what to add and
 * what to take away, not for the whole list, so that it cannot undo what a colleague did meanwhile.
 */
export const tag = changeAct<Input>({
  deed: 'tag a conversation',
  offered: () => true,
  async read(words, parts) {
    return words === '' ? undefined : readTags(await typedIn(words, parts), await activeTags(parts.source.manager));
  },
  async form(conversationId: number, parts: BotParts, person: Person) {
    const { t, source } = parts;
    const [all, on] = await Promise.all([activeTags(source.manager), tagsOf(source.manager, conversationId)]);
    const off = all.filter((one) => !on.some((other) => other.id === one.id));
    const choices = (tags: Tag[]) => tags.map((one) => ({ value: String(one.id), text: one.name }));
    const blocks = [
      ...(off.length === 0 ? [] : [choicesField({ name: 'added', label: t('slack:field.tags_added'), optional: true, choices: choices(off) })]),
      ...(on.length === 0 ? [] : [choicesField({ name: 'removed', label: t('slack:field.tags_removed'), optional: true, choices: choices(on) })]),
      ...(person.role === 'agent' ? [] : [textField({ name: 'created', label: t('slack:field.tag_created'), hint: t('slack:act.tag.created_hint'), optional: true, max: TAG_MAX })]),
    ];
    if (blocks.length === 0) throw new Refused('slack:refused.no_tags');
    return blocks;
  },
  submitted(values) {
    const created = textOf(values, 'created');
    return { add: choicesOf(values, 'added').map(Number), remove: choicesOf(values, 'removed').map(Number), create: created === '' ? [] : [created] };
  },
  async perform(ctx, { add, remove, create }) {
    for (const name of create) await setTag(ctx, (await createTag(ctx, name)).id, true);
    for (const id of add) await setTag(ctx, id, true);
    for (const id of remove) await setTag(ctx, id, false);
    const names = (await tagsOf(ctx.tx, ctx.conversation.id)).map((one) => plainWords(one.name)).join(', ');
    return { key: names === '' ? 'said.untagged' : 'said.tagged', vars: { number: ctx.conversation.id, tags: names } };
  },
});

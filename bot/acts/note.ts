import { NOTE_MAX, addNote } from '../../src/domain/inbox/notes.js';
import { changeAct } from './act.js';
import { typedIn } from './typed-in.js';
import { textField, textOf } from './values.js';

/** "Nota": `/nota #123 a filha decide com o irmão`. */
export const note = changeAct<string>({
  deed: 'write a note',
  offered: () => true,
  async read(words, parts) {
    return words === '' ? undefined : typedIn(words, parts);
  },
  form: async (_conversationId, { t }) => [textField({ name: 'note', label: t('slack:field.note'), hint: t('slack:act.note.hint'), multiline: true, max: NOTE_MAX })],
  submitted: (values) => textOf(values, 'note'),
  async perform(ctx, body) {
    await addNote(ctx, body);
    return { key: 'said.noted', vars: { number: ctx.conversation.id } };
  },
});

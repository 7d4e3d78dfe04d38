import { selectOne } from '../../src/db/rows.js';
import { Refused } from '../../src/kit/errors.js';
import { protocolOf } from '../../src/kit/protocol.js';
import { section } from '../views/parts.js';
import type { ReadAct } from './act.js';

/** "Protocolo": the number to give to the customer. */
export const protocol: ReadAct = {
  is: 'read',
  deed: 'read a conversation',
  offered: () => true,
  async show(conversationId, _words, parts) {
    const row = await selectOne<{ opened_at: Date }>(parts.source.manager, 'SELECT opened_at FROM conversations WHERE id = ?', [conversationId]);
    if (!row) throw new Refused('slack:refused.no_conversation', { number: conversationId });
    const text = parts.t('slack:said.protocol', { number: conversationId, protocol: protocolOf(conversationId, row.opened_at, parts.zone) });
    return { text, blocks: [section(text)] };
  },
};

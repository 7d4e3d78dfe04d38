import { QUEUE_FILTERS, unownedQueue, waitingForMe, type QueueFilter } from '../../src/domain/reports/queue.js';
import { Refused } from '../../src/kit/errors.js';
import { listLook } from '../list-look.js';
import type { BotParts } from '../parts.js';
import { MINE_ROWS, QUEUE_ROWS, queueBlocks } from '../views/queue-list.js';
import { plainWords } from '../views/parts.js';
import type { HouseAct, Person, Shown } from './act.js';
import { codeOf } from './codes.js';

const FILTERS = Object.keys(QUEUE_FILTERS) as QueueFilter[];

/** A page of the queue as it is now. The reader's own waiting ones stand below the first page, or alone. */
export async function queueShown(filter: QueueFilter, page: number, parts: BotParts, person: Person): Promise<Shown> {
  const { source: { manager: sql }, t, clock } = parts;
  const alone = filter === 'mine';
  const [unowned, mine] = await Promise.all([
    alone ? null : unownedQueue(sql, filter, QUEUE_ROWS, page * QUEUE_ROWS),
    alone ? waitingForMe(sql, person.id, filter, QUEUE_ROWS, page * QUEUE_ROWS) : page === 0 ? waitingForMe(sql, person.id, filter, MINE_ROWS, 0) : null,
  ]);
  return { text: t('slack:queue.title'), blocks: queueBlocks({ filter, page, unowned, mine }, await listLook(parts, clock.now())) };
}

/** `/fila`, `/fila minhas`, `/fila n2`, `/fila urgente`: who waits. */
export const queue: HouseAct = {
  is: 'house',
  deed: 'see the queue',
  async show(words, parts, person) {
    if (!person) throw new Refused('slack:refused.stranger');
    const label = (code: QueueFilter) => parts.t(`slack:queue.filter.${code}`);
    const filter = words.trim() === '' ? 'all' : codeOf(words, FILTERS, label);
    if (filter === undefined) throw new Refused('slack:refused.choice', { given: plainWords(words.trim().slice(0, 60)), allowed: FILTERS.map(label).join(', ') });
    return queueShown(filter, 0, parts, person);
  },
};

import { mayMove } from '../../src/domain/funnel/allowed-moves.js';
import { moveTo } from './move-to.js';

/** "Encerrar": the conversation is over. */
export const close = moveTo('closed', (card) => mayMove(card.status, 'closed'));

import { mayMove } from '../../src/domain/funnel/allowed-moves.js';
import { moveTo } from './move-to.js';

/** "Aguardar cliente": the next step is the customer's. */
export const wait = moveTo('waiting', (card) => mayMove(card.status, 'waiting'));

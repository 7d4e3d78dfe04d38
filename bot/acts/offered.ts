import type { CardData } from '../../src/domain/inbox/find-conversations.js';
import { ACTS, type ActName } from '../surface.js';
import type { Act } from './act.js';
import { ALL } from './all.js';
import { bareWord } from './codes.js';

/** An act by its code. */
export const actOf = (name: ActName): Act => ALL[name];

/** What can be done with a conversation in this state, in the menu's order. */
export function offeredActs(card: CardData): ActName[] {
  return (Object.keys(ACTS) as ActName[]).filter((name) => {
    const act = ALL[name];
    return act.is !== 'house' && act.offered(card);
  });
}

/** The act behind a `!word`, accents and case aside. */
export function actOfWord(word: string): ActName | undefined {
  const bare = bareWord(word);
  return (Object.keys(ACTS) as ActName[]).find((name) => (ACTS[name].words as readonly string[]).includes(bare));
}

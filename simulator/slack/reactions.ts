import type { SimMessage } from './model.js';
import type { Store } from './store.js';

/** Adds a person's reaction; false when it was there already. */
export function addReaction(store: Store, message: SimMessage, user: string, name: string): boolean {
  const reactions = (message.reactions ??= []);
  const chip = reactions.find((reaction) => reaction.name === name);
  if (chip?.users.includes(user)) return false;
  if (chip) chip.users.push(user);
  else reactions.push({ name, users: [user], count: 0 });
  for (const reaction of reactions) reaction.count = reaction.users.length;
  store.changeMessage(message);
  return true;
}

/** Takes a person's reaction back; false when there was none. */
export function removeReaction(store: Store, message: SimMessage, user: string, name: string): boolean {
  const chip = message.reactions?.find((reaction) => reaction.name === name);
  if (!chip?.users.includes(user)) return false;
  chip.users = chip.users.filter((known) => known !== user);
  chip.count = chip.users.length;
  message.reactions = message.reactions?.filter((reaction) => reaction.count > 0);
  if (message.reactions?.length === 0) delete message.reactions;
  store.changeMessage(message);
  return true;
}

import { APP, SLACKBOT } from './identity.js';
import type { Store } from './store.js';

/** The people and channels every new workspace starts with. */
export function seedWorkspace(store: Store): void {
  const people: [id: string, name: string, realName: string][] = [
    ['U0ANA000001', 'ana.lima', 'Ana Lima'],
    ['U0BRUNO0001', 'bruno.souza', 'Bruno Souza'],
    ['U0SOFIA0001', 'sofia.prado', 'Sofia Prado'],
    ['U0VISITA001', 'vitor.visitante', 'Vítor Visitante'],
  ];
  for (const [id, name, realName] of people) store.putUser({ id, name, realName, isBot: false, isGuest: false });
  store.putUser({ id: APP.botUser, name: 'carinho', realName: APP.name, isBot: true, isGuest: false });
  store.putUser({ id: SLACKBOT, name: 'slackbot', realName: 'Slackbot', isBot: false, isGuest: false });
  const channels: [id: string, name: string][] = [
    ['C0ATENDE001', 'atendimento'],
    ['C0SUPERV001', 'supervisao'],
    ['C0GESTAO001', 'gestao'],
  ];
  for (const [id, name] of channels) {
    store.putChannel({
      id, name, isPrivate: false, isIm: false, isArchived: false, created: Math.floor(Date.now() / 1000),
      members: [...people.map(([person]) => person), APP.botUser],
    });
  }
}

/** The direct conversation between the app and a person, opened when there is none. */
export function directChannel(store: Store, user: string): string {
  const id = `D${user.slice(1)}`;
  if (!store.channels.has(id)) {
    store.putChannel({
      id, name: '', isPrivate: true, isIm: true, imUser: user, isArchived: false,
      created: Math.floor(Date.now() / 1000), members: [user, APP.botUser],
    });
  }
  return id;
}

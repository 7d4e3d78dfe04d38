/** A message as far as its place in the thread is concerned. */
export interface Placed {
  id: number;
  occurredAt: Date;
}

/** A post of ours that may still be rewritten; posts come in the order they stand (or will stand) in the thread. */
export interface MovablePost {
  id: number;
  messages: Placed[];
}

export interface Placement {
  /** What each existing post shows now, same order as given. */
  posts: MovablePost[];
  /** What new posts, to be added after the existing ones, show. */
  added: Placed[][];
  /** Ids of existing posts that show something else than before. */
  changed: number[];
}

const time = (message: Placed) => message.occurredAt.getTime();

/**
 * Puts arriving messages among the thread's movable posts so that the thread reads in the order the customer wrote,
 * although messages come in any order. Slack cannot insert a post, so contents move along the posts: with posts [3] [4]
 * and 1 arriving, the posts become [1] [3] and a new post shows [4].
 * Equal times keep the order of arrival. A message that falls inside a joined post is added to it.
 */
export function placeMessages(existing: MovablePost[], arriving: Placed[]): Placement {
  const groups = existing.map((post) => [...post.messages]);
  for (const message of [...arriving].sort((a, b) => time(a) - time(b) || a.id - b.id)) {
    const around = groups.find((group) => group.length > 1 && time(group[0] as Placed) <= time(message) && time(message) < time(group[group.length - 1] as Placed));
    if (around) {
      around.splice(around.findIndex((other) => time(other) > time(message)), 0, message);
      continue;
    }
    const before = groups.findIndex((group) => time(group[0] as Placed) > time(message));
    groups.splice(before < 0 ? groups.length : before, 0, [message]);
  }
  const posts = existing.map((post, index) => ({ id: post.id, messages: groups[index] ?? [] }));
  const same = (a: Placed[], b: Placed[]) => a.length === b.length && a.every((message, index) => message.id === b[index]?.id);
  return {
    posts,
    added: groups.slice(existing.length),
    changed: posts.filter((post, index) => !same(post.messages, existing[index]?.messages ?? [])).map((post) => post.id),
  };
}

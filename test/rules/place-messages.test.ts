import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { placeMessages, type MovablePost, type Placed } from '../../src/domain/inbox/place-messages.js';

const message = (id: number, at: number): Placed => ({ id, occurredAt: new Date(at) });
const post = (id: number, ...messages: Placed[]): MovablePost => ({ id, messages });
const ids = (groups: { messages: Placed[] }[] | Placed[][]) => groups.map((group) => ('messages' in group ? group.messages : group).map((one) => one.id));

/** All posts of a thread after these batches arrived, one after the other, with every post movable. */
function thread(batches: Placed[][], joinEvery = 0): MovablePost[] {
  let posts: MovablePost[] = [];
  for (const [index, batch] of batches.entries()) {
    const { posts: moved, added } = placeMessages(posts, batch);
    posts = [...moved, ...added.map((messages, place) => post(1000 * (index + 1) + place, ...messages))];
    if (joinEvery > 0 && index % joinEvery === 0 && posts.length > 1) {
      const [first, second, ...rest] = posts as [MovablePost, MovablePost, ...MovablePost[]];
      posts = [post(first.id, ...first.messages, ...second.messages), ...rest];
    }
  }
  return posts;
}
const flat = (posts: MovablePost[]) => posts.flatMap((one) => one.messages);

describe('placeMessages', () => {
  test('the usual case: each gets a post at the end', () => {
    expect(placeMessages([], [message(1, 10), message(2, 20)])).toEqual({ posts: [], added: [[message(1, 10)], [message(2, 20)]], changed: [] });
    const before = [post(7, message(1, 10))];
    expect(placeMessages(before, [message(2, 20)])).toEqual({ posts: before, added: [[message(2, 20)]], changed: [] });
  });

  test('contents move along: posts [3] [4] and 1 arrives → [1] [3] and a new [4]', () => {
    const placed = placeMessages([post(7, message(3, 30)), post(8, message(4, 40))], [message(1, 10)]);
    expect([ids(placed.posts), ids(placed.added), placed.changed]).toEqual([[[1], [3]], [[4]], [7, 8]]);
  });

  test('only what changed is rewritten', () => {
    const placed = placeMessages([post(7, message(1, 10)), post(8, message(3, 30))], [message(2, 20)]);
    expect([ids(placed.posts), ids(placed.added), placed.changed]).toEqual([[[1], [2]], [[3]], [8]]);
  });

  test('a message that falls inside a joined post is added to it', () => {
    const placed = placeMessages([post(7, message(1, 10), message(3, 30)), post(8, message(4, 40))], [message(2, 20)]);
    expect([ids(placed.posts), placed.added, placed.changed]).toEqual([[[1, 2, 3], [4]], [], [7]]);
  });

  test('equal times keep the order of arrival', () => {
    const placed = placeMessages([post(7, message(1, 10))], [message(3, 10), message(2, 10)]);
    expect([ids(placed.posts), ids(placed.added), placed.changed]).toEqual([[[1]], [[2], [3]], []]);
  });

  const batches = fc
    .array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 24 })
    .chain((times) => fc.tuple(fc.shuffledSubarray(times.map((at, index) => message(index + 1, at)), { minLength: times.length }), fc.array(fc.integer({ min: 1, max: 5 }), { minLength: times.length, maxLength: times.length })))
    .map(([messages, sizes]) => {
      const cut: Placed[][] = [];
      for (let from = 0, index = 0; from < messages.length; from += sizes[index] as number, index += 1) cut.push(messages.slice(from, from + (sizes[index] as number)));
      return cut;
    });

  test('whatever the order and the batches, the thread ends sorted, with nothing lost and nothing twice', () => {
    fc.assert(
      fc.property(batches, fc.integer({ min: 0, max: 3 }), (given, joinEvery) => {
        const shown = flat(thread(given, joinEvery));
        const times = shown.map((one) => one.occurredAt.getTime());
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(shown.map((one) => one.id).sort((a, b) => a - b)).toEqual(given.flat().map((one) => one.id).sort((a, b) => a - b));
      }),
      { numRuns: 1000 },
    );
  });

  test('no post that stands is emptied, and `changed` names exactly those that show something else', () => {
    fc.assert(
      fc.property(batches, batches, (before, [arriving = []]) => {
        const standing = thread(before);
        const fresh = arriving.map((one) => ({ ...one, id: one.id + 500 }));
        const copy = structuredClone(standing);
        const placed = placeMessages(standing, fresh);
        expect(standing).toEqual(copy);
        expect(placed.posts.map((one) => one.id)).toEqual(standing.map((one) => one.id));
        for (const group of [...placed.posts.map((one) => one.messages), ...placed.added]) expect(group.length).toBeGreaterThan(0);
        const different = standing.filter((one, index) => JSON.stringify(one.messages) !== JSON.stringify(placed.posts[index]?.messages)).map((one) => one.id);
        expect(placed.changed).toEqual(different);
      }),
      { numRuns: 1000 },
    );
  });
});

import { bareWord } from '../acts/codes.js';
import { plainWords } from './parts.js';

/** Somebody of the team who can be mentioned. */
export interface Mentionable {
  name: string;
  slack_user_id: string | null;
}

/** Plain words as mrkdwn: escaped, except that `@name` of a colleague (whole, or the first name when only one has it) mentions them. */
export function mentioning(words: string, team: Mentionable[]): string {
  const first = (name: string) => name.split(' ')[0] ?? name;
  const known = team.flatMap(({ name, slack_user_id }) => {
    if (slack_user_id === null) return [];
    const isAlone = team.filter((other) => bareWord(first(other.name)) === bareWord(first(name))).length === 1;
    return [name, ...(isAlone ? [first(name)] : [])].map((called) => ({ called, mention: `<@${slack_user_id}>` }));
  });
  const longest = known.sort((a, b) => b.called.length - a.called.length);
  const [head = '', ...pieces] = words.split(/(?<![\p{L}\p{N}])@(?=[\p{L}])/u);
  const shown = pieces.map((piece) => {
    const found = longest.find(({ called }) => piece.slice(0, called.length).toLowerCase() === called.toLowerCase() && !/^[\p{L}\p{N}]/u.test(piece.slice(called.length)));
    return found ? `${found.mention}${plainWords(piece.slice(found.called.length))}` : plainWords(`@${piece}`);
  });
  return plainWords(head) + shown.join('');
}

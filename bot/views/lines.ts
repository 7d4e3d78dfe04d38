import type { KnownBlock } from '@slack/web-api';
import { section } from './parts.js';

/** Slack's limit for the text of a section, characters. */
const SECTION_MAX = 3000;

/** Lines below each other in as few sections as they fit into; none is cut. */
export function sectionsOf(lines: string[]): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= SECTION_MAX) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map(section);
}

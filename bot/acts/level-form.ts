import type { KnownBlock } from '@slack/web-api';
import type { Level } from '../../src/domain/facts.js';
import type { BotParts } from '../parts.js';
import type { FormValues } from './act.js';
import { choiceField, choiceOf, textOf } from './values.js';

/** To which level, and why. */
export interface LevelInput {
  to: Level;
  reason: string;
}

/** The levels one can go to; the first is chosen. */
export function levelField(levels: Level[], { t }: BotParts): KnownBlock {
  return choiceField({ name: 'level', label: t('slack:field.level'), initial: levels[0], choices: levels.map((level) => ({ value: level, text: t(`slack:level.${level}`) })) });
}

export const levelOf = (values: FormValues): LevelInput => ({ to: choiceOf(values, 'level') as Level, reason: textOf(values, 'reason') });

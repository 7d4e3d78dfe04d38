import { later } from '../../kit/clock.js';
import { isCourtesy } from '../inbox/is-courtesy.js';
import type { Settings } from '../settings/settings.js';
import { isComment } from './is-comment.js';
import { isOptOut } from './is-opt-out.js';
import { readScore } from './read-score.js';
import type { Survey } from './surveys.js';

/** What a message means to a survey; `thanks`: it belongs here and says nothing. */
export type Verdict = { is: 'score'; score: number; comment: string | null } | { is: 'again' } | { is: 'comment'; text: string } | { is: 'opt_out' } | { is: 'thanks' };

/** The gateway's clock may be behind ours by this much, ms. */
const SKEW_MS = 60_000;

/**
 * Is this the survey's answer? Judged by when it was written, so that one that reaches us late still is.
 * - Not answered yet, within `survey_window_hours`: a score; the first number out of range is asked again once.
 * - Answered, within `comment_window_minutes`: another score corrects the first; a comment (is-comment.ts); a courtesy.
 * - In either: the wish for no more surveys.
 * Undefined: it is not, and opens or reopens a conversation like any message.
 */
export function judgeAnswer(survey: Survey, words: string, at: Date, settings: Settings): Verdict | undefined {
  if (survey.sent_at === null || survey.expires_at === null || at < later(survey.sent_at, -SKEW_MS)) return undefined;
  const commentUntil = survey.answered_at && later(survey.answered_at, settings.comment_window_minutes * 60_000);
  const mayScore = commentUntil === null ? at <= survey.expires_at : at <= commentUntil;
  if (isOptOut(words)) return mayScore || at <= survey.expires_at ? { is: 'opt_out' } : undefined;
  if (!mayScore) return undefined;
  const reading = readScore(words);
  if (reading?.is === 'score') return reading;
  if (commentUntil === null) return reading?.is === 'out_of_range' && survey.asked_again_at === null ? { is: 'again' } : undefined;
  if (isCourtesy(words)) return { is: 'thanks' };
  return isComment(words) ? { is: 'comment', text: words } : undefined;
}

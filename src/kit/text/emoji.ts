import { get, which } from 'node-emoji';

/**
 * Slack short names (iamcal/emoji-data) that node-emoji, whose names are GitHub's, does not know.
 * Only the fallback text needs them: rich_text blocks carry the code points.
 */
const SLACK_ONLY: Record<string, string> = {
  satisfied: '😆', rolling_on_the_floor_laughing: '🤣', smiling_face_with_3_hearts: '🥰', 'star-struck': '🤩',
  zany_face: '🤪', hugging_face: '🤗', face_with_hand_over_mouth: '🤭', shushing_face: '🤫', thinking_face: '🤔',
  face_with_raised_eyebrow: '🤨', face_with_rolling_eyes: '🙄', face_vomiting: '🤮', hot_face: '🥵', cold_face: '🥶',
  woozy_face: '🥴', partying_face: '🥳', face_with_monocle: '🧐', white_frowning_face: '☹️', pleading_face: '🥺',
  yawning_face: '🥱', face_with_symbols_on_mouth: '🤬', hankey: '💩', hand: '✋', 'spock-hand': '🖖', pinching_hand: '🤏',
  i_love_you_hand_sign: '🤟', the_horns: '🤘', middle_finger: '🖕', thumbsup: '👍', thumbsdown: '👎', punch: '👊',
  palms_up_together: '🤲', face_palm: '🤦', shrug: '🤷', 'person-shrugging': '🤷', 'man-shrugging': '🤷‍♂️',
  'woman-shrugging': '🤷‍♀️', 'man-facepalming': '🤦‍♂️', 'woman-facepalming': '🤦‍♀️', 'male-doctor': '👨‍⚕️',
  'female-doctor': '👩‍⚕️', health_worker: '🧑‍⚕️', family: '👪', stethoscope: '🩺', manual_wheelchair: '🦽',
  adhesive_bandage: '🩹', telephone: '☎️', envelope: '✉️', pencil: '📝', spiral_calendar_pad: '🗓️',
  heavy_exclamation_mark: '❗', large_green_circle: '🟢', large_yellow_circle: '🟡', large_orange_circle: '🟠',
  large_red_circle: '🔴', car: '🚗', camera_with_flash: '📸', simple_smile: '🙂', smiling_face_with_tear: '🥲',
  saluting_face: '🫡', melting_face: '🫠', heart_hands: '🫶', pinched_fingers: '🤌', white_heart: '🤍', brown_heart: '🤎',
};

const REGIONAL_INDICATOR_A = 0x1f1e6;
const FIRST_TONE = 0x1f3fb;
const TONED = /[\u{1F3FB}-\u{1F3FF}]/u;

/**
 * The Unicode emoji of a Slack emoji: from its code points (`1f44b-1f3fc`, the rich_text `unicode` field) when
 * they are valid, else from its name, with or without tone (`wave::skin-tone-3`, tones 2 to 6), else undefined,
 * as for a workspace's own emoji.
 */
export function slackEmoji(name: string, codePoints?: string, tone?: number): string | undefined {
  const [base = '', ownTone] = name.split('::skin-tone-');
  const emoji = fromCodePoints(codePoints) ?? fromName(base);
  return emoji === undefined ? undefined : withTone(emoji, ownTone === undefined ? tone : Number(ownTone));
}

function fromCodePoints(codePoints: string | undefined): string | undefined {
  if (codePoints === undefined || !/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(codePoints)) return undefined;
  const values = codePoints.split('-').map((hex) => Number.parseInt(hex, 16));
  const fit = values.every((value) => value >= 0x23 && value <= 0x10ffff && (value < 0xd800 || value > 0xdfff));
  return fit ? String.fromCodePoint(...values) : undefined;
}

function fromName(name: string): string | undefined {
  if (Object.hasOwn(SLACK_ONLY, name)) return SLACK_ONLY[name];
  const country = /^flag-([a-z])([a-z])$/.exec(name);
  if (!country) return get(name);
  return country.slice(1).map((letter) => String.fromCodePoint(REGIONAL_INDICATOR_A + letter.charCodeAt(0) - 97)).join('');
}

function withTone(emoji: string, tone: number | undefined): string {
  if (tone === undefined || !(tone >= 2 && tone <= 6) || TONED.test(emoji)) return emoji;
  const modifier = String.fromCodePoint(FIRST_TONE + Math.trunc(tone) - 2);
  return emoji.replace(/^(.)\uFE0F?/u, `$1${modifier}`);
}

const bare = (emoji: string) => emoji.replaceAll('\uFE0F', '');
const SLACK_NAMES = new Map(Object.entries(SLACK_ONLY).reverse().map(([name, emoji]) => [bare(emoji), name]));

/** Slack's name of a Unicode emoji, with its tone (`wave::skin-tone-3`), undefined when we know none. */
export function slackEmojiName(emoji: string): string | undefined {
  const tone = TONED.exec(emoji)?.[0].codePointAt(0);
  const plain = bare(emoji.replace(TONED, ''));
  const name = SLACK_NAMES.get(plain) ?? which(plain);
  if (name === undefined || !/^[\w+-]{1,60}$/.test(name)) return undefined;
  return tone === undefined ? name : `${name}::skin-tone-${tone - FIRST_TONE + 2}`;
}

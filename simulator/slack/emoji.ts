import * as nodeEmoji from 'node-emoji';

/** Slack names that node-emoji lacks or spells otherwise. */
const MORE: Record<string, string> = {
  large_green_circle: '🟢', large_yellow_circle: '🟡', large_orange_circle: '🟠', large_purple_circle: '🟣', large_brown_circle: '🟤',
  large_red_square: '🟥', large_green_square: '🟩', large_blue_square: '🟦', large_yellow_square: '🟨', large_orange_square: '🟧',
  thumbsup: '👍', thumbsdown: '👎', simple_smile: '🙂', telephone: '☎️', email: '✉️', envelope: '✉️', stopwatch: '⏱️', timer_clock: '⏲️',
  speaking_head_in_silhouette: '🗣️', double_vertical_bar: '⏸️', card_file_box: '🗃️', spiral_calendar_pad: '🗓️', label: '🏷️', hugging_face: '🤗',
  adhesive_bandage: '🩹', stethoscope: '🩺', people_hugging: '🫂', white_heart: '🤍', ladder: '🪜', magic_wand: '🪄', headphones: '🎧',
  repeat: '🔁', back: '🔙', studio_microphone: '🎙️', frame_with_picture: '🖼️', paperclip: '📎', gear: '⚙️', no_bell: '🔕', lower_left_ballpoint_pen: '🖊️',
  heart: '❤️', information_source: 'ℹ️', bar_chart: '📊', inbox_tray: '📥', outbox_tray: '📤', wastebasket: '🗑️', pencil2: '✏️', zap: '⚡',
};

const byName = new Map<string, string>();
for (const { name, emoji } of nodeEmoji.search(/./)) byName.set(name, emoji);
for (const [name, emoji] of Object.entries(MORE)) byName.set(name, emoji);

const bare = (emoji: string): string => emoji.replaceAll('\uFE0F', '');
const byCharacter = new Map<string, string>();
for (const [name, emoji] of byName) if (!byCharacter.has(bare(emoji))) byCharacter.set(bare(emoji), name);

/** Whether a reaction of this name exists; a skin tone may follow (`wave::skin-tone-2`). */
export function isEmojiName(name: string): boolean {
  return byName.has(name.replace(/::skin-tone-[2-6]$/, ''));
}

/** Slack's name for a Unicode emoji, or undefined. */
export function emojiName(character: string): string | undefined {
  return byCharacter.get(bare(character));
}

/** The code points in hex as rich_text emoji elements carry them ("1f600"). */
export function emojiUnicode(name: string): string | undefined {
  const emoji = byName.get(name);
  return emoji && [...emoji].map((character) => character.codePointAt(0)?.toString(16).padStart(4, '0')).join('-');
}

/** name → character, for the page. */
export function emojiTable(): Record<string, string> {
  return Object.fromEntries(byName);
}

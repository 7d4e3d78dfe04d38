/** How the caller names what Slack gives only as an id; `undefined` for an id it does not know. */
export interface SlackNames {
  user: (id: string) => string | undefined;
  channel?: (id: string) => string | undefined;
  group?: (id: string) => string | undefined;
}

/** `@Name` of a colleague; without a known name the label Slack sent, else the id, so that nothing is lost. */
export function userText(id: string, names: SlackNames, label = ''): string {
  return sigil('@', names.user(id) || label || id);
}

/** `#name` of a channel, found as for userText. */
export function channelText(id: string, names: SlackNames, label = ''): string {
  return sigil('#', names.channel?.(id) || label || id);
}

/** `@name` of a user group, found as for userText. */
export function groupText(id: string, names: SlackNames, label = ''): string {
  return sigil('@', names.group?.(id) || label || id);
}

function sigil(sign: string, name: string): string {
  return name.startsWith(sign) ? name : sign + name;
}

/**
 * A link as WhatsApp can show it, which knows no links with text: `[label, address]` to be written
 * `label: address`, or `[undefined, text]` when the label only repeats the address (in full, without its
 * scheme, or as a plain mail address or phone number).
 */
export function linkText(url: string, label = ''): [string | undefined, string] {
  const address = url.replace(/^(mailto|tel):/i, '');
  const shown = label.trim();
  if (shown === '' || shown === url || shown === address) return [undefined, shown || address];
  if (bare(shown) === bare(url)) return [undefined, shown];
  return [shown, address];
}

function bare(address: string): string {
  const isPhone = /^tel:|^[+\d\s().-]+$/i.test(address);
  return isPhone ? address.replace(/\D/g, '') : address.toLowerCase().replace(/^(https?:\/\/|mailto:)/, '').replace(/\/$/, '');
}

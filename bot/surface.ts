/**
 * Everything of ours that Slack knows by name. slack-manifest.yml and the registered listeners must say the same
 * (test/surface.test.ts).
 */
export const COMMANDS = {
  take: '/assumir',
  help: '/atendimento',
} as const;

export const ACTIONS = {
  /** Card: "Assumir". value = conversation number */
  take: 'conversation_take',
  /** Card, while everything in the thread is a note: "Responder" opens the form. value = conversation number */
  reply: 'conversation_reply',
  /** Held reply: "Enviar ao cliente". value = reply id */
  sendHeld: 'reply_send',
  /** Held reply: "Manter como nota". value = reply id */
  keepHeld: 'reply_keep',
  /** Failed message: "Tentar de novo". value = message id */
  retry: 'message_retry',
  /** A file that is not there: "Baixar de novo". value = attachment id */
  retryMedia: 'media_retry',
} as const;

/** Forms (modals), by callback id. */
export const FORMS = {
  /** "Responder": a message to the customer. private_metadata = conversation number, and after `:` the message it quotes */
  reply: 'reply_form',
} as const;

/** Message shortcuts. */
export const SHORTCUTS = {
  take: 'take_conversation',
  /** On a reply that waits for a decision, for its author, the owner or a supervisor: the question itself is ephemeral. */
  sendHeld: 'send_held_reply',
  /** On a message of the customer, or on a reply of the team: opens the form, and the answer quotes that message. */
  quote: 'quote_reply',
} as const;

/** Events we subscribe to. */
export const EVENTS = ['message.channels', 'message.groups', 'reaction_added', 'reaction_removed'] as const;

/** Metadata event types by which a post of ours is found again. */
export const METADATA = { card: 'carinho_card', post: 'carinho_post', notice: 'carinho_notice' } as const;

/** Bot scopes, each with its reason. */
export const SCOPES = {
  'chat:write': 'post and update cards and messages',
  'chat:write.customize': 'show a customer’s messages under the customer’s name',
  'channels:history': 'read replies in threads; find a post whose answer was lost',
  'groups:history': 'the same in private channels',
  'metadata.message:read': 'recognise a post of ours by its metadata',
  'channels:read': 'tell whether a channel is archived and the bot is in it',
  'groups:read': 'the same in private channels',
  'files:write': 'show customers’ pictures, sounds and documents in the thread',
  'files:read': 'fetch the files attendants post in a thread, to send them to the customer',
  'reactions:read': 'bring an attendant’s reaction on a customer’s message to WhatsApp',
  'reactions:write': 'show on a reply what became of it',
  commands: 'slash commands and shortcuts',
} as const;

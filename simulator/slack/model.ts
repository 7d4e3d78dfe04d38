/** Any JSON object, as it travels on the wire. */
export type JsonObject = Record<string, unknown>;

/** A Block Kit block or element: only `type` is common to all. */
export type Block = JsonObject & { type: string };

/** What became of a delivery to the product. `status` 0: nothing was sent or nobody answered. */
export interface Ack {
  status: number;
  body: unknown;
  error?: string;
}

/** A reaction chip on a message. */
export interface SimReaction {
  name: string;
  users: string[];
  count: number;
}

/** A file shown with a message; `url_private` needs the bot token, as in Slack. */
export interface SimFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  filetype: string;
  size: number;
  url_private: string;
  url_private_download: string;
  permalink: string;
  user: string;
  created: number;
  mode: string;
}

/** What a person attaches when posting; `content` is text or base64 (`encoding`). */
export interface FileDraft {
  name: string;
  mimetype?: string;
  content?: string;
  encoding?: 'utf8' | 'base64';
}

/** One message as stored; `channel` is added to Slack's own fields. */
export interface SimMessage {
  type: 'message';
  subtype?: string;
  channel: string;
  ts: string;
  team: string;
  user?: string;
  text: string;
  blocks?: Block[];
  attachments?: JsonObject[];
  files?: SimFile[];
  client_msg_id?: string;
  bot_id?: string;
  app_id?: string;
  bot_profile?: JsonObject;
  username?: string;
  icons?: { emoji?: string; image_48?: string; image_64?: string };
  thread_ts?: string;
  parent_user_id?: string;
  reply_count?: number;
  reply_users?: string[];
  reply_users_count?: number;
  latest_reply?: string;
  is_locked?: boolean;
  hidden?: boolean;
  edited?: { user: string; ts: string };
  reactions?: SimReaction[];
  metadata?: { event_type: string; event_payload: JsonObject };
  /** How the event about this message was answered; only on what `post` and the like return. */
  ack?: Ack;
}

/** A message only one person sees. */
export interface SimEphemeral {
  channel: string;
  user: string;
  thread_ts?: string;
  text: string;
  blocks?: Block[];
  attachments?: JsonObject[];
  ts: string;
  /** Who it appears to come from: the app's bot user or Slackbot. */
  from: string;
}

export interface SimUser {
  id: string;
  name: string;
  realName: string;
  isBot: boolean;
  isGuest: boolean;
}

export interface SimChannel {
  id: string;
  name: string;
  isPrivate: boolean;
  isIm: boolean;
  /** The person at the other end of a direct conversation with the app. */
  imUser?: string;
  isArchived: boolean;
  members: string[];
  created: number;
}

/** A modal or home view as Slack hands it around. */
export interface SimView extends JsonObject {
  id: string;
  type: string;
  callback_id: string;
  private_metadata: string;
  blocks: Block[];
  hash: string;
  root_view_id: string;
  previous_view_id: string | null;
  external_id: string;
  state: { values: StateValues };
}

/** `state.values`: block_id → action_id → what the element holds. */
export type StateValues = Record<string, Record<string, JsonObject>>;

/** One Web API call that was seen; `at` is milliseconds since 1970. */
export interface ApiCall {
  method: string;
  args: JsonObject;
  at: number;
  status: number;
  response: JsonObject | null;
}

/** A slash command or shortcut offered by the page's menus. */
export interface CommandOffer {
  command: string;
  description: string;
  usage?: string;
}
export interface ShortcutOffer {
  callback_id: string;
  name: string;
  type: 'message' | 'global';
}

/** A change of the workspace, told to the page by server-sent events. */
export type Change =
  | { kind: 'message'; channel: string; message: SimMessage }
  | { kind: 'gone'; channel: string; ts: string; thread_ts?: string }
  | { kind: 'ephemeral'; ephemeral: SimEphemeral }
  | { kind: 'ephemeral-gone'; ts: string; user: string }
  | { kind: 'channel'; channel: SimChannel }
  | { kind: 'user'; user: SimUser }
  | { kind: 'view'; user: string; view: SimView | null; depth: number }
  | { kind: 'home'; user: string; view: SimView | null }
  | { kind: 'config' };

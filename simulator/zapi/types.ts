/** Types shared by the Z-API simulator: what callers configure, and what a customer's phone shows. */

/** Any JSON object. */
export type JsonObject = Record<string, unknown>;

/** Where a message of the company stands, from the gateway's queue to the customer's eyes. */
export type CompanyStatus = 'queued' | 'sent' | 'received' | 'read' | 'played' | 'failed' | 'removed';

/** Where a message of the customer stands: `held` while the company is disconnected, `refused` when the webhook was not 2xx. */
export type CustomerStatus = 'pending' | 'held' | 'accepted' | 'refused' | 'read';

/** A thing the customer can tap in a message: button, list option or poll option. */
export interface Choice { id: string; label: string }

interface ChatMessageBase {
  messageId: string;
  /** `text`, `image`, `audio`, `document`, `location`, … */
  kind: string;
  /** The text, or the caption of a medium. */
  text: string;
  /** Epoch milliseconds. */
  at: number;
  edited?: boolean;
  deleted?: boolean;
  /** Id of the message that this one answers. */
  quoted?: string;
  /** Emoji put on this message, by side. */
  reactions?: { customer?: string; company?: string };
  /** The content as a webhook carries it, for example `{ image: { imageUrl } }`. */
  content?: JsonObject;
}

/** A medium given by address, as the gateway fetched it. */
export interface FetchedMedium { bytes: number; sha256: string; type: string }

/** A message from the company. `queued`, `failed` and `removed` ones are in the transcript only, never in `received`. */
export interface CompanyMessage extends ChatMessageBase {
  from: 'company';
  zaapId: string;
  status: CompanyStatus;
  via: 'api' | 'company-phone';
  choices?: Choice[];
  error?: string;
  fetched?: FetchedMedium;
}

/** A message from the customer, with the HTTP status the webhook was answered with (0 = none). */
export interface CustomerMessage extends ChatMessageBase {
  from: 'customer';
  status: CustomerStatus;
  httpStatus: number;
}

/** Either side of a chat. */
export type ChatMessage = CompanyMessage | CustomerMessage;

/** How a simulated gateway is set up; all times in milliseconds. */
export interface ZapiSimOptions {
  /** 0 = a free one; always on 127.0.0.1. */
  port?: number;
  /** The time, epoch ms: what messages are dated with. Default the machine's; a test or the demo may move it. */
  now?: () => number;
  instanceId: string;
  token: string;
  clientToken?: string;
  /** Where every webhook is POSTed; can be set later. */
  webhookUrl?: string;
  /** Default 5511900000001. */
  companyPhone?: string;
  /** Queue → WhatsApp per message; real 1000–3000, default 30. */
  deliveryDelayMs?: number;
  /** SENT → RECEIVED, default 20. */
  statusDelayMs?: number;
  /** READ by itself after RECEIVED, default false. */
  autoRead?: boolean;
  /** Echo our own sends and what is typed on the company's phone, default true. */
  notifySentByMe?: boolean;
  /** How often a webhook that was not answered 2xx is sent again, default 0. */
  webhookRetries?: number;
  /** Address shown as `baseUrl` when the router is mounted elsewhere (`create`). */
  publicUrl?: string;
}

/** What goes wrong when a failure rule applies. */
export interface FailureEffect {
  status?: number;
  body?: unknown;
  /** Never answer. */
  hang?: boolean;
  /** Close the connection without an answer. */
  reset?: boolean;
  /** Queue the message first, then fail: the ambiguous case. */
  afterQueued?: boolean;
  /** Accept it, then send a DeliveryCallback with this error. */
  deliveryError?: string;
  /** `errorCode` beside deliveryError, for example SHADOW_BAN. */
  errorCode?: string;
  /** Answer (normally or with the failure) only after this many milliseconds. */
  delayMs?: number;
  /** Answer only after delivery and echo webhooks went out: the echo overtakes the response. */
  answerAfterDelivery?: boolean;
}

/** When and how API calls fail. `action` is the first path segment (`send-text`, `messages`, `status`, …) or `*`. */
export interface FailureRule {
  action: string;
  /** How many calls fail; without it all of them until the rule is taken back. */
  times?: number;
  /** Only calls to this number. */
  phone?: string;
  how: FailureEffect;
  /** A second rule of the same name replaces the first. */
  name?: string;
}

/** Options for what a customer writes. */
export interface SayOptions {
  /** Send the same webhook n times at once, momment shifted. */
  duplicate?: number;
  /** How the sender shows: full number, LID only, or without the ninth digit. */
  via?: 'phone' | 'lid' | 'nine-less';
  /** Id of the message answered. */
  quote?: string;
  /** Merged over the body; a content key (`image`, `audio`, …) here replaces `text` unless text was given. */
  extra?: object;
}

/** The product's answer to a webhook; status 0 = no answer (refused connection, held, or no webhookUrl). */
export interface WebhookAnswer { status: number; body: unknown }

/** What came of something that a customer did. */
export interface SayResult extends WebhookAnswer {
  messageId: string;
  momment: number;
  /** All answers when `duplicate` was used, the first of them being `status`/`body`. */
  answers: WebhookAnswer[];
}

/** One webhook that left the simulator. */
export interface WebhookRecord { body: unknown; status: number; at: number; ms: number; answer: unknown; url: string }

/** One API call that reached the simulator; `response` is null while hanging. */
export interface CallRecord { action: string; method: string; body: unknown; at: number; response: WebhookAnswer | null }

/** Details of a simulated customer. */
export interface PhoneDetails {
  name?: string;
  lid?: string;
  /** Webhooks show only the LID. */
  hidesNumber?: boolean;
  /** false: no WhatsApp on this number; sends end in "Phone number does not exist". */
  exists?: boolean;
  /** What profile-picture answers; null (none) by default. */
  photo?: string | null;
}

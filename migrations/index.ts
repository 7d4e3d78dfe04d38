import { PeopleAndSettings1764000000001 } from './0001-people-and-settings.js';
import { Inbox1764000000002 } from './0002-inbox.js';
import { LetterboxOutboxTimers1764000000003 } from './0003-letterbox-outbox-timers.js';
import { History1764000000004 } from './0004-history.js';
import { MessagesByEvent1764000000006 } from './0006-messages-by-event.js';
import { KindsOfMessage1764000000007 } from './0007-kinds-of-message.js';
import { OutboundKinds1764000000008 } from './0008-outbound-kinds.js';
import { EarlyAmendments1764000000009 } from './0009-early-amendments.js';
import { UnfitFiles1764000000010 } from './0010-unfit-files.js';

/** All migrations, oldest first. Forward only in production. */
export const migrations = [
  PeopleAndSettings1764000000001, Inbox1764000000002, LetterboxOutboxTimers1764000000003, History1764000000004, MessagesByEvent1764000000006,
  KindsOfMessage1764000000007, OutboundKinds1764000000008, EarlyAmendments1764000000009, UnfitFiles1764000000010,
];

import { z } from 'zod';
import type { AuthorKind, FunnelStatus, Level, MessageStatus, Priority } from '../../../domain/facts.js';

/** The closed lists of the domain (product.md, Domain facts), as schemas. */
export const status = z.enum(['new', 'triage', 'proposal', 'waiting', 'active', 'lost', 'closed'] satisfies FunnelStatus[]);
export const priority = z.enum(['low', 'normal', 'high', 'urgent'] satisfies Priority[]);
export const level = z.enum(['n1', 'n2', 'n3'] satisfies Level[]);
export const messageStatus = z.enum(['queued', 'sent', 'delivered', 'read', 'played', 'failed', 'deleted'] satisfies MessageStatus[]);
export const author = z.enum(['contact', 'agent', 'phone', 'system'] satisfies AuthorKind[]);

/** An instant, UTC. */
export const instant = z.iso.datetime();

/** Chats, contacts, phone numbers and groups. */
import { matchKey } from '../phone-number.js';
import type { SimPhone } from '../sim-phone.js';
import type { JsonObject } from '../types.js';
import type { ApiAnswer, ApiCall, ApiTable } from './call.js';
import { answer, badRequest, done, pageOf } from './call.js';

const MAX_BATCH = 50_000;

function chatOf(phone: SimPhone): JsonObject {
  const last = phone.transcript.at(-1);
  const unread = phone.transcript.filter((message) => message.from === 'customer' && message.status === 'accepted').length;
  return {
    archived: 'false', pinned: 'false', messagesUnread: unread, phone: phone.shownAs(), unread: String(unread), name: phone.name,
    lastMessageTime: String(Math.floor((last?.at ?? 0) / 1000)), isMuted: '0', isMarkedSpam: 'false',
    isGroupAnnouncement: false, isGroup: phone.number.endsWith('-group'), muteEndTime: null, lid: phone.lid,
  };
}

function contactOf(phone: SimPhone): JsonObject {
  return { phone: phone.shownAs(), name: phone.name, short: phone.name.split(' ')[0], vname: phone.name, notify: phone.name };
}

function one(call: ApiCall, show: (phone: SimPhone) => JsonObject): ApiAnswer {
  const phone = call.world.contacts.find(call.segments[0] ?? '');
  return phone ? answer(show(phone)) : { status: 404, body: { error: 'Not found' } };
}

function phoneExists({ world, segments }: ApiCall): ApiAnswer {
  const number = segments[0] ?? '';
  if (!/^\d+$/.test(number)) return badRequest('Invalid phone');
  const found = world.contacts.lookup(number);
  // Documented as an array of one; most code reads a bare object. `settings.extra.phoneExistsShape` switches.
  return answer(world.settings.extra.phoneExistsShape === 'object' ? found : [found]);
}

function phoneExistsBatch({ world, body }: ApiCall): ApiAnswer {
  const phones = Array.isArray(body.phones) ? body.phones.map(String) : [];
  if (phones.length === 0 || phones.length > MAX_BATCH) return badRequest('phones is required');
  return answer(phones.map((inputPhone) => {
    const { exists, phone, lid } = world.contacts.lookup(inputPhone);
    return { exists, inputPhone, outputPhone: phone, lid };
  }));
}

function addContacts({ world, rawBody }: ApiCall): ApiAnswer {
  if (!Array.isArray(rawBody)) return badRequest('Invalid contacts');
  for (const { firstName, lastName, phone } of rawBody as { firstName?: string; lastName?: string; phone?: string }[]) {
    if (phone && matchKey(phone)) world.contacts.ensure(phone, { name: [firstName, lastName].filter(Boolean).join(' ') });
  }
  return answer({ success: true, errors: [] });
}

function profilePicture({ world, query }: ApiCall): ApiAnswer {
  const target = query.get('phone');
  if (!target) return badRequest('phone is required');
  const found = { link: world.contacts.find(target)?.photo ?? null };
  // Documented as an object and, in older documents, as an array of one. `settings.extra.profilePictureShape` switches.
  return answer(world.settings.extra.profilePictureShape === 'array' ? [found] : found);
}

/** Chats, contacts, numbers, groups. */
export const PEOPLE: ApiTable = {
  chats: {
    GET: (call) => (call.segments.length > 0
      ? one(call, (phone) => ({ ...chatOf(phone), profileThumbnail: null, about: '' }))
      : answer(pageOf(call.world.contacts.all(), call.query).map(chatOf))),
    PUT: done,
  },
  contacts: {
    GET: (call) => (call.segments.length > 0
      ? one(call, (phone) => ({ ...contactOf(phone), imgUrl: null, about: '' }))
      : answer(pageOf(call.world.contacts.all(), call.query).map(contactOf))),
    POST: (call) => (call.segments[0] === 'add' ? addContacts(call) : answer({ value: true })),
  },
  'modify-chat': { POST: ({ body }) => (body.phone && body.action ? answer({ value: true }) : badRequest('phone and action are required')) },
  'profile-picture': { GET: profilePicture },
  'phone-exists': { GET: phoneExists },
  'phone-exists-batch': { POST: phoneExistsBatch },
  groups: { GET: () => answer([]) },
  'group-metadata': {
    GET: ({ world, segments }) => answer({
      phone: segments[0], description: '', owner: world.settings.companyPhone, subject: segments[0], creation: 1700000000000,
      participants: [{ phone: world.settings.companyPhone, isAdmin: true, isSuperAdmin: true }],
    }),
  },
  tags: { GET: () => answer([]) },
};

import { Buffer } from 'node:buffer';
import { write } from '../../src/db/rows.js';
import type { MessageContent } from '../../src/domain/inbox/content.js';
import { later } from '../../src/kit/clock.js';
import { PNG } from '../media/pictures.js';
import { keepFile } from './keep-file.js';
import type { PortalHouse } from './portal-house.js';

/** What somebody who means harm would write; each tells `window.harmed` when it runs. */
export const HARM = ['<script>window.harmed=1</script>', '<img src=x onerror="window.harmed=2">', 'javascript:window.harmed=3', '"><svg onload=window.harmed=4>'] as const;

const CONTENTS: [kind: string, content: MessageContent][] = [
  ['location', { is: 'location', latitude: -23.5, longitude: -46.6, name: 'Casa da vó', address: 'Rua Apiacás, 10', live: false }],
  ['contacts', { is: 'contacts', contacts: [{ name: HARM[1], phones: ['+55 11 97777-6666'] }] }],
  ['choice', { is: 'choice', chosen: 'Quero contratar', detail: '' }],
  ['poll', { is: 'poll', question: 'Qual turno?', options: ['Dia', 'Noite'], multiple: false }],
  ['vote', { is: 'vote', pollExternalId: 'POLL', options: ['Noite'] }],
  ['product', { is: 'product', title: 'Plantão de 12 horas', description: '', price: '380', url: 'javascript:window.harmed=5' }],
  ['order', { is: 'order', title: 'Pedido 7', items: [{ name: 'Plantão', quantity: 2 }], total: '760', note: '' }],
  ['payment', { is: 'payment', what: 'pix', amount: '', detail: 'carinho@exemplo.com.br' }],
  ['event', { is: 'event', name: 'Visita', description: 'Conhecer a cuidadora', place: 'Perdizes', startsAt: '2026-04-08T17:00:00Z' }],
  ['offer', { is: 'offer', title: 'Como podemos ajudar?', footer: '', options: ['Orçamento', 'Dúvida'] }],
  ['call', { is: 'call', video: false, missed: true }],
  ['waiting', { is: 'waiting' }],
  ['view_once', { is: 'view_once' }],
  ['unknown', { is: 'unknown', key: 'newThing' }],
];

/** Conversation 3: a message of every kind, every state and every fate, between 13:00 UTC the day before and 14:40. @returns how many messages */
export async function fillWithEveryKind(portal: PortalHouse): Promise<number> {
  const { house, clock } = portal;
  const sql = house.source.manager;
  const start = later(clock.now(), -26 * 60 * 60_000);
  const at = (minutes: number) => later(start, minutes * 60_000);
  const number = { ana: 3, first: 100 };
  await write(sql, 'INSERT INTO contacts (id, phone, phone_key, name, created_at, updated_at) VALUES (?)', [[3, '5531966665555', '5531966665555', `Célia ${HARM[0]}`, at(0), at(0)]]);
  await write(sql, "INSERT INTO conversations (id, contact_id, open_contact_id, status, priority, level, assignee_id, opened_at, waiting_since, last_message_at, created_at, updated_at) VALUES (3, 3, 3, 'active', 'high', 'n1', ?, ?, ?, ?, ?, ?)", [number.ana, at(0), at(1540), at(1540), at(0), at(1540)]);
  let id = number.first;
  const add = async (row: Record<string, unknown>, minutes: number): Promise<number> => {
    id += 1;
    const full = { id, conversation_id: 3, contact_id: 3, direction: 'inbound', kind: 'text', body: '', author_kind: 'contact', status: 'delivered', occurred_at: at(minutes), created_at: at(minutes), ...row };
    await write(sql, `INSERT INTO messages (${Object.keys(full).join(', ')}) VALUES (?)`, [Object.values(full)]);
    return id;
  };
  const ours = { direction: 'outbound', author_kind: 'agent', agent_id: number.ana };
  await add({ body: `Boa tarde! ${HARM.join(' ')}`, external_id: 'FIRST' }, 1);
  await add({ direction: 'outbound', author_kind: 'system', body: 'Olá! Em instantes uma pessoa da equipe responde.', status: 'read' }, 2);
  const asked = await add({ ...ours, body: 'Boa tarde, Célia! Quando começamos?', status: 'read', quoted_external_id: 'FIRST' }, 3);
  await write(sql, "INSERT INTO reactions (message_id, conversation_id, author, emoji, occurred_at) VALUES (?, 3, 'contact', '❤️', ?)", [asked, at(4)]);
  const edited = await add({ body: 'Na quarta, às 14h', edited_at: at(6) }, 5);
  await write(sql, 'INSERT INTO message_versions (message_id, body, replaced_at) VALUES (?, ?, ?)', [edited, `Na terça, às 14h ${HARM[1]}`, at(6)]);
  await add({ body: 'mandei errado', status: 'deleted', deleted_at: at(8) }, 7);
  await add({ ...ours, body: 'Nunca foi vista', status: 'deleted' }, 8);
  await add({ direction: 'outbound', author_kind: 'phone', body: 'Respondi pelo celular da empresa.', status: 'delivered' }, 9);
  await add({ body: 'Veja o que minha irmã mandou', forwarded: 1, quoted_external_id: 'NOT-OURS' }, 10);
  for (const [index, [kind, content]] of CONTENTS.entries()) await add({ kind, content: JSON.stringify(content), external_id: kind === 'poll' ? 'POLL' : null }, 11 + index);
  const files: [string, string, Buffer, string][] = [
    ['image', 'image/png', PNG, 'quarto.png'], ['audio', 'audio/ogg', Buffer.from('OggS'), ''], ['video', 'video/mp4', Buffer.from('....ftypmp42'), ''], ['document', 'application/pdf', Buffer.from('%PDF-1.4'), `${HARM[1].replaceAll('/', '')}.pdf`], ['sticker', 'image/png', PNG, ''],
  ];
  for (const [index, [kind, mime, bytes, name]] of files.entries()) {
    const message = await add({ kind, body: kind === 'image' ? `O quarto dela ${HARM[0]}` : '' }, 1500 + index);
    await keepFile(portal, 50 + index, bytes, mime, name);
    await write(sql, 'UPDATE attachments SET message_id = ?, conversation_id = 3, kind = ? WHERE id = ?', [message, kind, 50 + index]);
  }
  const gone = await add({ kind: 'voice' }, 1510);
  await write(sql, "INSERT INTO attachments (id, message_id, conversation_id, kind, state, error, created_at) VALUES (60, ?, 3, 'voice', 'failed', 'expired', ?)", [gone, at(1510)]);
  await add({ ...ours, body: 'Segue a proposta.', status: 'sent' }, 1530);
  await add({ ...ours, body: 'Consegue ver?', status: 'failed', error: 'Z-API answered 500: instance is restarting' }, 1535);
  await add({ body: 'Oi? Alguém pode me ajudar?' }, 1540);
  await around(portal, at, number.ana);
  return id - number.first;
}

/** What happened around the messages. */
async function around({ house }: PortalHouse, at: (minutes: number) => Date, ana: number): Promise<void> {
  const sql = house.source.manager;
  const clocks = 'INSERT INTO sla_clocks (conversation_id, kind, running_key, policy_id, priority, level, goal_minutes, started_at, due_at, stopped_at, spent_minutes, outcome) VALUES ?';
  await write(sql, clocks, [[[3, 'first_response', null, 1, 'high', 'n1', 15, at(1), at(16), at(3), 2, 'met'], [3, 'next_response', '3:next_response', 1, 'high', 'n1', 30, at(1500), at(1530), null, null, 'breached']]]);
  await write(sql, "INSERT INTO follow_ups (conversation_id, agent_id, note, state, due_at, created_by, created_at) VALUES (3, ?, ?, 'planned', ?, ?, ?)", [ana, `ligar para a irmã ${HARM[0]}`, at(1700), ana, at(20)]);
  await write(sql, "INSERT INTO incidents (id, conversation_id, severity, category, description, opened_by, opened_at) VALUES (1, 3, 'high', 'complaint', ?, ?, ?)", [`A cuidadora chegou atrasada ${HARM[1]}`, ana, at(1450)]);
  await write(sql, "INSERT INTO satisfaction_surveys (conversation_id, agent_id, level, state, due_at, sent_at, score, answered_at, comment, created_at) VALUES (2, ?, 'n2', 'answered', ?, ?, 5, ?, ?, ?)", [ana, at(10), at(10), at(30), 'Muito atenciosos!', at(10)]);
  await write(sql, 'INSERT INTO conversation_history (conversation_id, contact_id, action, actor_kind, actor_id, actor_name, old_value, new_value, detail, created_at) VALUES ?', [[
    [3, 3, 'conversation_opened', 'customer', null, 'customer', null, 'new', null, at(1)],
    [3, null, 'assignment', 'agent', ana, 'Ana Lima', null, String(ana), null, at(2)],
    [3, null, 'priority_change', 'agent', ana, 'Ana Lima', 'normal', 'high', null, at(4)],
    [3, null, 'attachment_opened', 'agent', 2, 'Sofia Prado', null, null, '{"attachment":50}', at(5)],
  ]]);
  await write(sql, "INSERT INTO conversation_threads (conversation_id, live_conversation_id, channel_id, thread_ts, created_at) VALUES (3, 3, 'C0ATENDE001', '1764000000.000100', ?)", [at(1)]);
}

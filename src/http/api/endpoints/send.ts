import { z } from 'zod';
import { onceOnly } from '../../../domain/clients/once.js';
import { sendAsClient } from '../../../domain/inbox/send-as-client.js';
import { startAsClient } from '../../../domain/inbox/start-as-client.js';
import { endpoint } from '../endpoint.js';
import { queued } from '../schemas/records.js';
import { firstMessage, newMessage } from '../schemas/sent.js';
import { phone, recordNumber } from '../schemas/values.js';

export const messageSend = endpoint({
  id: 'sendMessage',
  method: 'post',
  path: '/conversations/{id}/messages',
  group: 'conversations',
  scope: 'messages:send',
  params: z.object({ id: recordNumber }),
  query: z.object({}).strict(),
  body: newMessage,
  example: { text: 'O boleto deste mês está pronto: https://carinho.com.vc/boletos' },
  status: 202,
  answer: queued,
  problems: ['not_found', 'refused', 'key_reused'],
  async run({ ledger, actor, params, body, request }) {
    const { answer, repeated } = await ledger.run(actor, {}, (ctx) =>
      onceOnly(ctx, request, async () => {
        const messageIds = await sendAsClient(ctx, params.id, body);
        return { conversation_id: ctx.conversation.id, contact_id: ctx.conversation.contact_id, message_ids: messageIds, conversation_opened: false, queued_at: ctx.now.toISOString() };
      }),
    );
    return { body: answer, repeated };
  },
});

export const conversationStart = endpoint({
  id: 'startConversation',
  method: 'post',
  path: '/contacts/{phone}/messages',
  group: 'contacts',
  scope: 'conversations:start',
  params: z.object({ phone }),
  query: z.object({}).strict(),
  body: firstMessage,
  example: { template: 'lembrete-visita', values: { visit_date: '12/05', visit_time: '14h', caregiver_name: 'Joana' }, name: 'Maria Souza' },
  status: 202,
  answer: queued,
  problems: ['key_reused'],
  async run({ ledger, actor, params, body, request }) {
    const { answer, repeated } = await ledger.run(actor, {}, (ctx) =>
      onceOnly(ctx, request, async () => {
        const { conversationId, contactId, messageIds, opened } = await startAsClient(ctx, { phone: params.phone, name: body.name ?? null, template: body.template, values: body.values });
        return { conversation_id: conversationId, contact_id: contactId, message_ids: messageIds, conversation_opened: opened, queued_at: ctx.now.toISOString() };
      }),
    );
    return { body: answer, repeated };
  },
});

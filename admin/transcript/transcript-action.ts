import type { ActionContext, ActionHandler, ActionResponse, BaseRecord } from 'adminjs';
import { selectOne } from '../../src/db/rows.js';
import { showPersonalData } from '../../src/domain/care/show-personal-data.js';
import { liveThread } from '../../src/domain/conversation/threads.js';
import { transcriptPage } from '../../src/domain/inbox/transcript-page.js';
import { protocolOf } from '../../src/kit/protocol.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import { inTheirName } from '../manage/in-their-name.js';
import { threadLink, workspaceOf } from '../page/slack-place.js';
import type { ActionOptions } from '../resources/actions.js';
import { writtenPhone } from '../resources/written-phone.js';
import { bubbleOf } from './bubble.js';
import { contentInWords } from './content-in-words.js';
import { timelineOf } from './timeline.js';

/** A conversation as it is read: who it is about, and where it stands. */
interface About {
  contact_name: string;
  contact_id: number;
  opened_at: Date;
}

const messageId = (value: unknown): number | undefined => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined);

/**
 * `show` of a conversation is its transcript; `transcript` is what that page reads: a page of messages (`before` or
 * `after` a message), and with the first page the timeline and the way to Slack. Posted to, it shows personal data, and
 * the history tells who asked.
 */
export function transcriptActions(house: House): Record<string, ActionOptions> {
  const { t, source, config } = house;
  const words = { t, zone: config.TZ_BUSINESS, locale: config.LOCALE };

  async function read(id: number, query: Record<string, unknown>) {
    const about = await selectOne<About>(source.manager, 'SELECT k.name AS contact_name, k.id AS contact_id, c.opened_at FROM conversations c JOIN contacts k ON k.id = c.contact_id WHERE c.id = ?', [id]);
    if (!about) return {};
    const place = { before: messageId(query['before']), after: messageId(query['after']) };
    const isFirst = place.before === undefined && place.after === undefined;
    const [{ lines, older, newer }, timeline, slack] = await Promise.all([transcriptPage(source.manager, id, place), isFirst ? timelineOf(id, house) : undefined, isFirst ? slackLink(id, house) : undefined]);
    return {
      transcript: {
        contact: { id: about.contact_id, name: about.contact_name || t('portal:contacts.no_name') },
        protocol: protocolOf(id, about.opened_at, config.TZ_BUSINESS),
        bubbles: lines.map((line) => bubbleOf(line, about.contact_name, words)),
        older, newer, timeline, slack, zone: words.zone, locale: words.locale,
      },
    };
  }

  async function reveal(id: number, context: ActionContext) {
    const answer = await inTheirName(house, context, showPersonalData, id);
    if ('refused' in answer) return answer;
    const { phone, answers, place } = answer.done;
    const rows = answers.map(({ label, value }) => ({ label, value }));
    if (place) rows.push({ label: t('slack:content.location'), value: contentInWords({ is: 'location', live: false, ...place }, null, words) });
    return { personal: [{ label: t('portal:properties.phone'), value: phone === null ? '–' : writtenPhone(phone) }, ...rows] };
  }

  const handler: ActionHandler<ActionResponse> = async (request, _response, context) => {
    const record = context.record as BaseRecord;
    const id = Number(record.id());
    return { record: record.toJSON(context.currentAdmin), ...(request.method === 'post' ? await reveal(id, context) : await read(id, request.query ?? {})) };
  };

  return {
    show: { showInDrawer: false, icon: 'MessageCircle', component: Components.Transcript },
    transcript: { actionType: 'record', isVisible: false, isAccessible: true, handler },
  };
}

async function slackLink(id: number, house: House): Promise<string | undefined> {
  const [thread, workspace] = await Promise.all([liveThread(house.source.manager, id), workspaceOf(house)]);
  return thread && workspace ? threadLink(workspace, thread.channel_id, thread.thread_ts) : undefined;
}

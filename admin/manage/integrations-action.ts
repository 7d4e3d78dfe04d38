import type { ActionHandler, ActionResponse } from 'adminjs';
import { select } from '../../src/db/rows.js';
import { connectionStates, type ConnectionState } from '../../src/domain/conversation/connections.js';
import { explainEmailReason } from '../../src/domain/email/explain-reason.js';
import { breakerStates, type BreakerState } from '../../src/domain/partners/breakers.js';
import { explainPartnerReason } from '../../src/domain/partners/explain-reason.js';
import type { House } from '../../src/wire.js';
import type { Translate } from '../../src/kit/i18n.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { PAGE } from './edit-actions.js';

/** One system as components/Integrations.tsx draws it. */
interface Row {
  name: string;
  /** What people called it; only of webhooks. */
  title?: string;
  where: string;
  state: 'off' | 'unknown' | 'connected' | 'failing' | 'disconnected';
  since: Date | null;
  checkedAt: Date | null;
  detail: string;
  /** Until then nobody calls it. */
  nextAt: Date | null;
  /** What waits for it, and what was given up. */
  waiting: number;
  dead: number;
}

const host = (url: string | undefined) => (url && URL.canParse(url) ? new URL(url).host : '');
const QUIET = { since: null, checkedAt: null, detail: '', nextAt: null, waiting: 0, dead: 0 };

/** A system that is looked at, or of which nothing is seen from here. */
function watched(name: string, configured: boolean, where: string, seen?: ConnectionState): Row {
  const state = !configured ? 'off' : seen === undefined ? 'unknown' : seen.connected === 1 ? 'connected' : 'disconnected';
  return { ...QUIET, name, where, state, since: seen?.since ?? null, checkedAt: seen?.checked_at ?? null, detail: seen?.connected === 1 ? '' : (seen?.detail ?? '') };
}

/** The mail server: as the last e-mails found it, and how many wait for it. */
function mailServer(address: string | undefined, seen: ConnectionState | undefined, counts: { waiting: number | string | null; dead: number | string | null } | undefined, t: Translate): Row {
  const row = watched('smtp', address !== undefined, host(address), seen);
  return { ...row, detail: explainEmailReason(row.detail, t), waiting: Number(counts?.waiting ?? 0), dead: Number(counts?.dead ?? 0) };
}

/** A system that is called: how the last calls went. */
function called(name: string, where: string, configured: boolean, seen: BreakerState | undefined, counts: { waiting: number; dead: number }, t: Translate): Row {
  const checkedAt = [seen?.failed_at, seen?.succeeded_at].filter((at): at is Date => at instanceof Date).sort((a, b) => b.getTime() - a.getTime())[0] ?? null;
  const state = !configured ? 'off' : checkedAt === null ? 'unknown' : seen?.open_since ? 'disconnected' : (seen?.failures ?? 0) > 0 ? 'failing' : 'connected';
  return { name, where, state, since: seen?.open_since ?? null, checkedAt, detail: seen?.reason ? explainPartnerReason(seen.reason, t) : '', nextAt: seen?.not_before ?? null, ...counts };
}

/** What the house is joined to: configured or not, and how it is. Never an address with a secret, nor a token. */
export function integrationsAction(house: House): Record<string, ActionOptions> {
  const { config, source } = house;
  const handler: ActionHandler<ActionResponse> = async () => {
    const [states, breakers] = await Promise.all([connectionStates(source.manager), breakerStates(source.manager)]);
    const open = await select<{ name: string; waiting: number | string; dead: number | string }>(
      source.manager,
      "SELECT SUBSTRING(lane, 9, CHAR_LENGTH(lane) - 9 - CHAR_LENGTH(SUBSTRING_INDEX(lane, ':', -1))) AS name, SUM(status <> 'dead') AS waiting, SUM(status = 'dead') AS dead FROM deliveries WHERE lane LIKE 'partner:%' AND status IN ('pending', 'sending', 'dead') GROUP BY 1",
    );
    const [mails] = await select<{ waiting: number | string | null; dead: number | string | null }>(source.manager, "SELECT SUM(status <> 'dead') AS waiting, SUM(status = 'dead') AS dead FROM deliveries WHERE lane LIKE 'email:%' AND status IN ('pending', 'sending', 'dead')");
    const webhooks = await select<{ id: number; name: string; address: string; active: number }>(source.manager, 'SELECT id, name, address, active FROM outgoing_webhooks ORDER BY name');
    const seen = (name: string) => states.find((one) => one.name === name);
    const partner = (name: string, address: string | undefined, configured = address !== undefined) => {
      const { waiting = 0, dead = 0 } = open.find((one) => one.name === name) ?? {};
      return called(name, host(address), configured, breakers.find((one) => one.name === name), { waiting: Number(waiting), dead: Number(dead) }, house.t);
    };
    const rows: Row[] = [
      watched('whatsapp', config.ZAPI_INSTANCE_ID !== undefined && config.ZAPI_TOKEN !== undefined, host(config.ZAPI_BASE_URL), seen('whatsapp')),
      watched('slack', config.SLACK_BOT_TOKEN !== undefined, host(config.SLACK_API_URL), seen('slack')),
      partner('crm', config.CRM_BASE_URL),
      partner('operacao', config.OPERACAO_BASE_URL),
      partner('integracoes', config.INTEGRACOES_BASE_URL),
      ...webhooks.map(({ id, name, address, active }) => ({ ...partner(`webhook:${id}`, address, Number(active) === 1), title: name })),
      mailServer(config.SMTP_URL, seen('smtp'), mails, house.t),
      watched('bucket', config.MEDIA_S3_ENDPOINT !== undefined, host(config.MEDIA_S3_ENDPOINT)),
      watched('clamd', config.CLAMD_URL !== undefined, host(config.CLAMD_URL)),
    ];
    return { locale: config.LOCALE, zone: config.TZ_BUSINESS, rows };
  };
  return { state: { ...PAGE, actionType: 'resource', icon: 'Link', component: Components.Integrations, handler } };
}

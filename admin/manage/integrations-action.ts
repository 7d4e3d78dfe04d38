import type { ActionHandler, ActionResponse } from 'adminjs';
import { connectionStates } from '../../src/domain/conversation/connections.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { PAGE } from './edit-actions.js';

/** What the house is joined to: configured or not, and how it is. Never an address with a secret, nor a token. */
export function integrationsAction(house: House): Record<string, ActionOptions> {
  const { config } = house;
  const handler: ActionHandler<ActionResponse> = async () => {
    const states = await connectionStates(house.source.manager);
    const host = (url: string | undefined) => (url && URL.canParse(url) ? new URL(url).host : '');
    const row = (name: string, configured: boolean, where: string) => {
      const state = states.find((one) => one.name === name);
      return {
        name, configured, where,
        state: !configured ? 'off' : state === undefined ? 'unknown' : state.connected === 1 ? 'connected' : 'disconnected',
        since: state?.since ?? null, detail: state?.connected === 1 ? '' : (state?.detail ?? ''), checkedAt: state?.checked_at ?? null,
      };
    };
    return {
      locale: config.LOCALE,
      zone: config.TZ_BUSINESS,
      rows: [
        row('whatsapp', config.ZAPI_INSTANCE_ID !== undefined && config.ZAPI_TOKEN !== undefined, host(config.ZAPI_BASE_URL)),
        row('slack', config.SLACK_BOT_TOKEN !== undefined, host(config.SLACK_API_URL)),
        row('crm', config.CRM_BASE_URL !== undefined, host(config.CRM_BASE_URL)),
        row('operacao', config.OPERACAO_BASE_URL !== undefined, host(config.OPERACAO_BASE_URL)),
        row('integracoes', config.INTEGRACOES_BASE_URL !== undefined, host(config.INTEGRACOES_BASE_URL)),
        row('smtp', config.SMTP_URL !== undefined, host(config.SMTP_URL)),
        row('bucket', config.MEDIA_S3_ENDPOINT !== undefined, host(config.MEDIA_S3_ENDPOINT)),
        row('clamd', config.CLAMD_URL !== undefined, host(config.CLAMD_URL)),
      ],
    };
  };
  return { state: { ...PAGE, actionType: 'resource', icon: 'Link', component: Components.Integrations, handler } };
}

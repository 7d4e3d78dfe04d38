import { signatureHeaders } from '../../simulator/slack/signed-post.js';
import type { Block, SimMessage } from '../../simulator/slack/model.js';
import { ATENDIMENTO, type World } from './world.js';

const SECRET = 'segredo-slack';
let last = 0;

/** An interaction as Slack signs it, with whatever in it: what somebody could send who controls their own client. */
export async function forge(world: World, user: string, payload: Record<string, unknown>): Promise<{ status: number; text: string }> {
  const whole = { team: { id: 'T0CARINHO01', domain: 'carinho' }, user: { id: user, username: user, name: user, team_id: 'T0CARINHO01' }, api_app_id: 'A0CARINHO01', token: 'forged', trigger_id: `forged.${(last += 1)}`, is_enterprise_install: false, enterprise: null, ...payload };
  const body = new URLSearchParams({ payload: JSON.stringify(whole) }).toString();
  const response = await fetch(`${world.url}/slack/events`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...signatureHeaders(SECRET, body) }, body });
  return { status: response.status, text: await response.text() };
}

/** Submits a form as `user`, whoever it was opened for. */
export function forgeSubmission(world: World, user: string, view: Record<string, unknown>, values: Record<string, Record<string, unknown>> = {}): Promise<{ status: number; text: string }> {
  return forge(world, user, {
    type: 'view_submission', response_urls: [],
    view: { id: `V0FORGED${(last += 1)}`, type: 'modal', blocks: [], title: { type: 'plain_text', text: 'x' }, hash: '1', ...view, state: { values: Object.fromEntries(Object.entries(values).map(([block, value]) => [block, { value }])) } },
  });
}

/** A message with one button that we never posted, to click on: forged action ids and values. */
export function forgedButton(actionId: string, value: string): SimMessage {
  const blocks = [{ type: 'actions', block_id: 'forged', elements: [{ type: 'button', action_id: actionId, value, text: { type: 'plain_text', text: 'x' } }] }] as unknown as Block[];
  return { type: 'message', channel: ATENDIMENTO, ts: `1700000000.${String((last += 1)).padStart(6, '0')}`, team: 'T0CARINHO01', text: 'forged', blocks };
}

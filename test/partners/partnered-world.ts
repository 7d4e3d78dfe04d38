import { moveFunnel } from '../../src/domain/funnel/move-funnel.js';
import type { Actor } from '../../src/domain/ctx.js';
import type { FunnelStatus } from '../../src/domain/facts.js';
import { startPartner, type Partner } from '../support/partner.js';
import { ANA, startWorld, type World, type WorldOptions } from '../support/world.js';

export const PARTNER_NAMES = ['crm', 'operacao', 'integracoes'] as const;
export type Partners = Record<(typeof PARTNER_NAMES)[number], Partner>;

/** A world with the house's three other systems on localhost. */
export interface PartneredWorld {
  world: World;
  partners: Partners;
  /** Moves a conversation in the funnel, in Ana's name. */
  move(conversation: number, to: FunnelStatus, reason?: string): Promise<void>;
  actor(slackUser: string): Promise<Extract<Actor, { kind: 'agent' }>>;
  /** What waits or died on its way to a partner. */
  left(): Promise<{ kind: string; status: string; last_error: string | null }[]>;
  end(): Promise<void>;
}

export async function startPartneredWorld({ env, ...options }: WorldOptions = {}): Promise<PartneredWorld> {
  const [crm, operacao, integracoes] = [await startPartner(), await startPartner(), await startPartner()];
  const world = await startWorld({
    ...options,
    env: {
      CRM_BASE_URL: `${crm.url}/`, CRM_TOKEN: 'token-do-crm', OPERACAO_BASE_URL: operacao.url, OPERACAO_TOKEN: 'token-da-operacao', INTEGRACOES_BASE_URL: integracoes.url, INTEGRACOES_TOKEN: 'token-da-central',
      PUBLIC_URL: 'https://atendimento.carinho.test', SESSION_SECRET: 'segredo das sessões de teste', ...env,
    },
  });
  const actor: PartneredWorld['actor'] = async (slackUser) => {
    const [row] = await world.rows<{ id: number; name: string; role: 'agent' }>('SELECT id, name, role FROM agents WHERE slack_user_id = ?', [slackUser]);
    if (!row) throw new Error(`${slackUser} is nobody`);
    return { kind: 'agent', id: row.id, name: row.name, role: row.role, slackUserId: slackUser };
  };
  return {
    world, actor,
    partners: { crm, operacao, integracoes },
    async move(conversation, to, reason) {
      const ana = await actor(ANA);
      await world.house.ledger.run(ana, { conversation }, (ctx) => moveFunnel(ctx, { to, ...(reason === undefined ? {} : { reason }) }));
      await world.settle();
    },
    left: () => world.rows("SELECT kind, status, last_error FROM deliveries WHERE lane LIKE 'partner:%' AND status IN ('pending', 'sending', 'dead') ORDER BY id"),
    async end() {
      await world.end();
      await Promise.all([crm, operacao, integracoes].map((one) => one.close()));
    },
  };
}

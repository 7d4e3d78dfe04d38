import * as oidc from 'openid-client';
import type { House } from '../../src/wire.js';

/** What Slack says of who signed in (https://docs.slack.dev/authentication/sign-in-with-slack). */
export interface SlackIdentity {
  userId: string;
  teamId: string;
}

/** What the way there begins with, and the way back must bring. */
export interface SlackWay {
  state: string;
  nonce: string;
  verifier: string;
}

export interface SlackProvider {
  /** Where the browser is sent. @throws what the network throws */
  begin(redirectUri: string): Promise<{ url: URL; way: SlackWay }>;
  /**
   * Takes the browser's way back: exchanges the code, checks the ID token (signature, issuer, audience, times, nonce).
   * @throws AuthorizationResponseError when Slack or the person said no, others when it cannot be trusted
   */
  finish(url: URL, way: SlackWay): Promise<SlackIdentity>;
  /** The workspace of our bot; undefined without a bot. @throws while Slack does not answer */
  team(): Promise<string | undefined>;
}

const TIMEOUT_S = 10;
/** Clocks of servers differ, s. */
const TOLERANCE_S = 30;

/** Slack as an OpenID provider; undefined when signing in with it is not set up. Its addresses are asked for once. */
export function slackProvider({ config, slack }: Pick<House, 'config' | 'slack'>): SlackProvider | undefined {
  const { SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret, SLACK_OIDC_ISSUER: issuer } = config;
  if (id === undefined || secret === undefined) return undefined;
  const client = onceItWorks(() => {
    const execute = [oidc.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [])];
    return oidc.discovery(new URL(issuer), id, { client_secret: secret, [oidc.clockTolerance]: TOLERANCE_S }, undefined, { execute, timeout: TIMEOUT_S });
  });
  const team = onceItWorks(async () => (await slack.auth.test()).team_id);
  return {
    async begin(redirectUri) {
      const way = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
      const challenge = await oidc.calculatePKCECodeChallenge(way.verifier);
      const parameters = { redirect_uri: redirectUri, scope: 'openid profile', state: way.state, nonce: way.nonce, code_challenge: challenge, code_challenge_method: 'S256' };
      return { url: oidc.buildAuthorizationUrl(await client(), parameters), way };
    },
    async finish(url, { state, nonce, verifier }) {
      const tokens = await oidc.authorizationCodeGrant(await client(), url, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
      const claims: Record<string, unknown> = tokens.claims() ?? {};
      return { userId: String(claims['https://slack.com/user_id'] ?? ''), teamId: String(claims['https://slack.com/team_id'] ?? '') };
    },
    team: async () => (config.SLACK_BOT_TOKEN === undefined ? undefined : team()),
  };
}

/** Keeps the first answer; a failure is forgotten, so that the next one asks again. */
function onceItWorks<T>(ask: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => {
    kept ??= ask().catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}

import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

/** What goes wrong with the next sign-in. */
export type Misbehaviour = 'wrong nonce' | 'wrong signature' | 'expired' | 'wrong audience' | 'wrong issuer' | 'no ID token' | 'access denied' | 'wrong state' | 'server error';

/** Who signs in next. */
export interface Visitor {
  userId: string;
  teamId: string;
  email?: string;
}

export interface OidcProvider {
  issuer: string;
  visitor: Visitor;
  misbehaves: Misbehaviour | undefined;
  /** The last code exchange, as it came. */
  lastExchange: URLSearchParams | undefined;
  close(): Promise<void>;
}

const CLIENT = { id: '111.222', secret: 'segredo do cliente' };
export const SLACK_CLIENT = { SLACK_CLIENT_ID: CLIENT.id, SLACK_CLIENT_SECRET: CLIENT.secret };

interface Grant {
  nonce: string;
  challenge: string;
  redirectUri: string;
}

/**
 * An OpenID provider as Slack is one, on localhost: real keys and ID tokens, codes that are worth one exchange and only
 * with the secret, the address and the PKCE verifier they were given for.
 */
export async function startOidcProvider(): Promise<OidcProvider> {
  const own = await generateKeyPair('RS256');
  const other = await generateKeyPair('RS256');
  const grants = new Map<string, Grant>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: OidcProvider = {
    issuer,
    visitor: { userId: 'U0NOBODY', teamId: 'T0NOTEAM' },
    misbehaves: undefined,
    lastExchange: undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer);
    const json = (body: unknown, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') return void json(discovery());
    if (url.pathname === '/openid/connect/keys') return void json({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' }] });
    if (url.pathname === '/openid/connect/authorize') return void response.writeHead(302, { location: authorize(url.searchParams) }).end();
    if (provider.misbehaves === 'server error') return void json({ error: 'server_error' }, 500);
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const [status, body] = await exchange(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
    return void json(body, status);
  }

  const discovery = () => ({
    issuer,
    authorization_endpoint: `${issuer}/openid/connect/authorize`,
    token_endpoint: `${issuer}/api/openid.connect.token`,
    jwks_uri: `${issuer}/openid/connect/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  });

  function authorize(asked: URLSearchParams): string {
    const back = new URL(asked.get('redirect_uri') ?? issuer);
    back.searchParams.set('state', provider.misbehaves === 'wrong state' ? 'another' : (asked.get('state') ?? ''));
    if (provider.misbehaves === 'access denied') {
      back.searchParams.set('error', 'access_denied');
      return back.href;
    }
    const code = randomBytes(16).toString('hex');
    grants.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '', redirectUri: asked.get('redirect_uri') ?? '' });
    back.searchParams.set('code', code);
    return back.href;
  }

  async function exchange(given: URLSearchParams): Promise<[number, unknown]> {
    provider.lastExchange = given;
    const grant = grants.get(given.get('code') ?? '');
    grants.delete(given.get('code') ?? '');
    const challenge = createHash('sha256').update(given.get('code_verifier') ?? '').digest('base64url');
    const isClient = given.get('client_id') === CLIENT.id && given.get('client_secret') === CLIENT.secret;
    if (!grant || !isClient || challenge !== grant.challenge || given.get('redirect_uri') !== grant.redirectUri) return [400, { ok: false, error: 'invalid_grant' }];
    const tokens = { ok: true, access_token: 'xoxp-of-the-person', token_type: 'Bearer' };
    return [200, provider.misbehaves === 'no ID token' ? tokens : { ...tokens, id_token: await idToken(grant.nonce) }];
  }

  function idToken(nonce: string): Promise<string> {
    const { userId, teamId, email } = provider.visitor;
    const wrong = provider.misbehaves;
    const claims: JWTPayload = { nonce: wrong === 'wrong nonce' ? 'another' : nonce, 'https://slack.com/user_id': userId, 'https://slack.com/team_id': teamId, ...(email ? { email, email_verified: true } : {}) };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'own' })
      .setIssuer(wrong === 'wrong issuer' ? 'https://evil.example' : issuer)
      .setSubject(userId)
      .setAudience(wrong === 'wrong audience' ? 'another client' : CLIENT.id)
      .setIssuedAt(wrong === 'expired' ? '-2h' : undefined)
      .setExpirationTime(wrong === 'expired' ? '-1h' : '5m')
      .sign(wrong === 'wrong signature' ? other.privateKey : own.privateKey);
  }

  return provider;
}

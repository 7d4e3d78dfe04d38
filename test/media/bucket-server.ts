import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small S3-compatible server: keeps objects, wants AWS signature v4 and the body's true hash, can be told to fail. */
export interface BucketServer {
  endpoint: string;
  objects: Map<string, { bytes: Buffer; type: string }>;
  /** Answered instead, while it is set. */
  failWith: number | undefined;
  close(): Promise<void>;
}

const SIGNED = /^AWS4-HMAC-SHA256 Credential=CHAVE\/\d{8}\/sa-east-1\/s3\/aws4_request, SignedHeaders=[\w;-]*x-amz-content-sha256[\w;-]*, Signature=[0-9a-f]{64}$/;

export async function serveBucket(hashOf: (bytes: Buffer) => string): Promise<BucketServer> {
  const objects: BucketServer['objects'] = new Map();
  const server = createServer(async (request, response) => {
    const bytes = await bodyOf(request);
    const end = (status: number, headers = {}, body?: Buffer) => void response.writeHead(status, headers).end(body);
    if (state.failWith !== undefined) return end(state.failWith);
    const claimed = request.headers['x-amz-content-sha256'];
    if (!SIGNED.test(request.headers.authorization ?? '') || !request.headers['x-amz-date'] || claimed !== hashOf(bytes)) return end(403);
    if (request.method === 'PUT' && request.headers['content-length'] === undefined) return end(411);
    const name = request.url ?? '';
    const found = objects.get(name);
    if (request.method === 'PUT') objects.set(name, { bytes, type: request.headers['content-type'] ?? '' });
    else if (request.method === 'DELETE') objects.delete(name);
    else return found ? end(200, { 'content-length': found.bytes.length }, found.bytes) : end(404);
    end(request.method === 'PUT' ? 200 : 204);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const state: BucketServer = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    failWith: undefined,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return state;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

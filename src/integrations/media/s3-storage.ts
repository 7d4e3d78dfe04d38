import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { AwsV4Signer } from 'aws4fetch';
import { request, type Dispatcher } from 'undici';
import { mediaAway, mediaBroken } from '../../domain/media/reasons.js';
import type { Clock } from '../../kit/clock.js';
import { TryLater } from '../../kit/errors.js';
import { checkedKey, type Storage } from './storage.js';

export interface Bucket {
  /** https://s3.example.com; the bucket goes into the path, which every compatible server understands. */
  endpoint: string;
  bucket: string;
  key: string;
  secret: string;
  region: string;
}

/** For the answer to begin, ms; an upload of 100 MB may take a while. */
const ANSWER_MS = 60_000;
const NO_BODY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Keeps files in an S3-compatible bucket. Bodies are streamed and signed with their real hash, so a damaged upload is refused. */
export function s3Storage(bucket: Bucket, clock: Clock): Storage {
  const addressOf = (key: string) => `${bucket.endpoint.replace(/\/$/, '')}/${bucket.bucket}/${checkedKey(key)}`;

  async function call(method: 'PUT' | 'GET' | 'HEAD' | 'DELETE', key: string, upload?: { path: string; bytes: number; sha256: string; mime: string }): Promise<Dispatcher.ResponseData> {
    const signed = await new AwsV4Signer({
      method, url: addressOf(key), accessKeyId: bucket.key, secretAccessKey: bucket.secret, region: bucket.region, service: 's3',
      datetime: clock.now().toISOString().replace(/[:-]|\.\d{3}/g, ''),
      headers: { 'x-amz-content-sha256': upload?.sha256 ?? NO_BODY, ...(upload ? { 'content-type': upload.mime } : {}) },
    }).sign();
    const headers: Record<string, string> = Object.fromEntries(signed.headers as unknown as Iterable<[string, string]>);
    const body = upload ? createReadStream(upload.path) : undefined;
    try {
      const answer = await request(signed.url, {
        method, headersTimeout: ANSWER_MS,
        headers: upload ? { ...headers, 'content-length': String(upload.bytes) } : headers,
        ...(body ? { body } : {}),
      });
      if (answer.statusCode < 300 || answer.statusCode === 404) return answer;
      await answer.body.dump();
      throw away(`answered ${answer.statusCode}`);
    } catch (error) {
      body?.destroy();
      throw error instanceof TryLater ? error : away((error as { code?: string }).code ?? (error as Error).name);
    }
  }

  return {
    async put(key, file) {
      const answer = await call('PUT', key, file);
      await answer.body.dump();
      if (answer.statusCode === 404) throw away('no such bucket');
      await file.discard();
    },
    async sizeOf(key) {
      const answer = await call('HEAD', key);
      await answer.body.dump();
      return answer.statusCode === 404 ? undefined : Number(answer.headers['content-length']);
    },
    async read(key): Promise<Readable> {
      const answer = await call('GET', key);
      if (answer.statusCode !== 404) return answer.body;
      await answer.body.dump();
      throw mediaBroken('expired', 'not kept');
    },
    async remove(key) {
      await (await call('DELETE', key)).body.dump();
    },
  };
}

const away = (detail: string) => mediaAway('storage_away', detail);

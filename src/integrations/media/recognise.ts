import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import type { FileClaim } from '../../domain/media/media-store.js';
import { mediaBroken } from '../../domain/media/reasons.js';
import { bareMime } from '../../domain/media/mime-extension.js';

/** Which families of bytes each kind may be; a document may be anything but a page that pretends. Sound and film share containers. */
const FAMILIES: Record<FileClaim['kind'], RegExp> = {
  image: /^image\//,
  sticker: /^(?:image|video)\//,
  gif: /^(?:image|video)\//,
  audio: /^(?:audio|video|application\/ogg)/,
  voice: /^(?:audio|video|application\/ogg)/,
  video: /^(?:video|audio|application\/(?:ogg|mp4))/,
  round_video: /^(?:video|application\/mp4)/,
  document: /^/,
};

/** A page's beginning, after white space, a byte order mark, comments and an XML line. */
const PAGE = /^(?:\uFEFF|\s|<!--[\s\S]*?-->|<\?xml[^>]*\?>)*<(?:!doctype\s+html|html|head|body|script|title|meta)\b/i;
const PAGE_BYTES = 2048;

/**
 * What a file is by its bytes: the stated type must agree in family, else an error page would be shown as a picture.
 * @returns the type of the bytes; the stated one when they tell nothing (plain text, for one)
 * @throws Broken `not_as_stated`
 */
export async function recognise(path: string, claim: FileClaim): Promise<string> {
  const stated = bareMime(claim.mime) || 'application/octet-stream';
  const found = (await fileTypeFromFile(path))?.mime;
  if (found === undefined && stated !== 'text/html' && (await isPage(path))) throw mediaBroken('not_as_stated', 'text/html');
  if (claim.kind === 'document') return sharper(found, stated);
  if (found === undefined || !FAMILIES[claim.kind].test(found)) throw mediaBroken('not_as_stated', found ?? 'unknown');
  return found;
}

/** Office documents of any kind look like their container; then the stated type says more. */
function sharper(found: string | undefined, stated: string): string {
  if (found === undefined) return stated === 'text/html' ? 'text/plain' : stated;
  const container = found === 'application/zip' || found === 'application/x-cfb' || found === 'application/xml';
  return container && /officedocument|msword|ms-excel|ms-powerpoint|opendocument/.test(stated) ? stated : found;
}

async function isPage(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(PAGE_BYTES), 0, PAGE_BYTES, 0);
    return PAGE.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}

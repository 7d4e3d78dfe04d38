import { bareMime } from '../../src/domain/media/mime-extension.js';

/** What browsers show without running anything of it. Not SVG, which is a page. */
const SHOWN = new Set([
  'image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif',
  'audio/ogg', 'audio/opus', 'audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/aac', 'audio/wav', 'audio/webm',
  'video/mp4', 'video/webm', 'video/ogg', 'video/quicktime', 'video/3gpp',
  'application/pdf',
]);

/** The policy of every stored file; browsers' own PDF viewers work under it. */
export const FILE_POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** How a stored file is handed to a browser: what people sent is somebody else's, and must never become a page of ours. */
export function presentationOf(mime: string): { type: string; inline: boolean } {
  const type = bareMime(mime);
  return SHOWN.has(type) ? { type, inline: true } : { type: 'application/octet-stream', inline: false };
}

/** How a stored file is handed to a browser. */
export interface Presentation {
  type: string;
  /** Shown in the browser; otherwise only saved. */
  inline: boolean;
  /** Content-Security-Policy of the answer. */
  policy: string;
}

/** What browsers show without running anything of it. Not SVG, which is a page. */
const SHOWN = new Set([
  'image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif',
  'audio/ogg', 'audio/opus', 'audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/aac', 'audio/wav', 'audio/webm',
  'video/mp4', 'video/webm', 'video/ogg', 'video/quicktime', 'video/3gpp',
]);

const LOCKED = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const SANDBOX = `${LOCKED}; sandbox`;

/**
 * By its type: what people sent is somebody else's, and must never become a page of ours. The browser's own PDF viewer does
 * not start in a sandbox (Chromium blocks it there) and is one itself; everything else gets one.
 */
export function presentationOf(mime: string): Presentation {
  const type = mime.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/pdf') return { type, inline: true, policy: LOCKED };
  return SHOWN.has(type) ? { type, inline: true, policy: SANDBOX } : { type: 'application/octet-stream', inline: false, policy: SANDBOX };
}

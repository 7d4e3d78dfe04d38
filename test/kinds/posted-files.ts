import type { FileDraft } from '../../simulator/slack/workspace.js';

/** A file as somebody posts it, from its bytes. */
export const base64 = (name: string, bytes: Buffer): FileDraft => ({ name, content: bytes.toString('base64'), encoding: 'base64' });
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
export const PHOTO = base64('quarto.png', PNG);
export const CONTRACT = base64('Contrato João.pdf', Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'));
export const VOICE = base64('recado.mp3', Buffer.concat([Buffer.from('ID3\u0004\0\0\0\0\0\0', 'latin1'), Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)]));
export const FILM = base64('visita.mp4', Buffer.from('00000018667479706d703432000000006d7034326d703431', 'hex'));
export const SHEET: FileDraft = { name: 'escala.csv', content: 'dia,cuidadora\n1,Ana\n' };

/** The bytes of a file as the phone shows it, base64. */
export function bytesIn(content: object | undefined): string | undefined {
  const address = /"(?:image|video|audio|document)Url":"data:[^;]+;base64,([^"]*)"/.exec(JSON.stringify(content ?? {}))?.[1];
  return address === undefined ? undefined : Buffer.from(address, 'base64').toString('base64');
}

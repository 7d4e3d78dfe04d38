import type { LineFile } from '../../../src/domain/inbox/transcript.js';
import { literalWords, shorten } from '../parts.js';
import type { MessageLook } from '../message.js';
import { oneLine } from './words.js';

const SIGN: Record<LineFile['kind'], string> = { image: '📷', audio: '🎵', voice: '🎤', video: '🎬', round_video: '🎬', gif: '🎞️', document: '📄', sticker: '🌟' };

/**
 * What stands for a file in the text: `🎤 Mensagem de voz (0:10)`, `📄 contrato.pdf`. Of one that is not there a post says
 * only so: the reason stands once, in the notice with the button below it. Where no notice comes along, it is said here.
 */
export function fileLine(file: LineFile, look: MessageLook): string {
  const name = file.kind === 'document' && file.file_name !== '' ? oneLine(shorten(literalWords(file.file_name), 120)) : look.t(`slack:content.file.${file.kind}`);
  const length = file.seconds === null ? '' : ` (${duration(file.seconds)})`;
  const once = file.view_once === 1 ? ` · 👁️ ${look.t('slack:content.view_once')}` : '';
  return `${SIGN[file.kind]} ${name}${length}${once}${missing(file, look)}`;
}

function missing(file: LineFile, { t, explainFile }: MessageLook): string {
  if (file.state !== 'failed') return '';
  return `\n⚠️ _${explainFile ? t('slack:content.file_failed_why', { reason: explainFile(file.error) }) : t('slack:content.file_failed')}_`;
}

function duration(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const padded = String(rest).padStart(2, '0');
  return minutes < 60 ? `${minutes}:${padded}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${padded}`;
}

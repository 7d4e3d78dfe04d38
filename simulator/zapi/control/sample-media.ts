/** Small sample files that customers can send, made here so that the repository holds no binaries. */
import { deflateSync } from 'node:zlib';
import type { RequestHandler } from 'express';

const WIDTH = 480;
const HEIGHT = 320;
const CRC_TABLE = Array.from({ length: 256 }, (_unused, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Buffer): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (CRC_TABLE[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** A sheet of paper with lines of "handwriting" on a desk. */
function picture(): Buffer {
  const raw = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const paper = x > 120 + y / 12 && x < 360 + y / 12 && y > 24 && y < 300;
      const line = paper && y > 60 && y < 250 && y % 24 < 3 && x > 145 && x < 290 + ((y * 37) % 50) && Math.sin(x / 3 + y) > -0.6;
      const colour = line ? [52, 74, 130] : paper ? [250, 248, 240] : [150 + y / 8, 112 + x / 20, 86];
      raw.set(colour.map(Math.round), y * (1 + WIDTH * 3) + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(raw)), chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** One page that says what it is. */
function pdf(): Buffer {
  const stream = 'BT /F1 20 Tf 60 760 Td (Receita de exemplo) Tj ET';
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>\nstream\n${stream}\nendstream`, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  return Buffer.from(`${text}xref\n0 6\n0000000000 65535 f \n${offsets.join('')}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
}

/** Three seconds of a soft tone. */
function sound(): Buffer {
  const rate = 8000;
  const samples = Buffer.alloc(rate * 3);
  for (let i = 0; i < samples.length; i += 1) samples[i] = 128 + Math.round(40 * Math.sin(i / 5) * Math.exp(-(i % rate) / 4000));
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

const FILES: Record<string, { type: string; make: () => Buffer }> = {
  'foto.png': { type: 'image/png', make: picture },
  'receita.pdf': { type: 'application/pdf', make: pdf },
  'audio.wav': { type: 'audio/wav', make: sound },
};

/** GET /media/{name}; anything else is 404 as for an expired link. */
export const sampleMedia: RequestHandler = (req, res) => {
  const file = FILES[String(req.params.name)];
  if (!file) res.status(404).end();
  else res.type(file.type).send(file.make());
};

import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

/** One entry of a ZIP archive made by {@link zip}. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer | string;
  /** What the headers say the content inflates to; its true size unless given. */
  readonly claimedSize?: number;
}

/** A ZIP archive (APPNOTE 6.3.10) with deflated entries under any names, however hostile. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedSize } of entries) {
    const raw = Buffer.from(content);
    const body = deflateRawSync(raw);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(body.length, 14);
    fields.writeUInt32LE(claimedSize ?? raw.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    locals.push(Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), body);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, rest, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + body.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end]);
}

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, sum]);
}

/** The signature that every PNG begins with. */
export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A grey PNG (RFC 2083) of the size it claims; `pixels` may be less than the claim, `texts` are its comments. */
export function png(
  width: number,
  height: number,
  options: { texts?: Readonly<Record<string, string>>; pixels?: Buffer; after?: Buffer | string } = {},
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = options.pixels ?? Buffer.alloc((width + 1) * height, 0x60);
  if (!options.pixels) for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const texts = Object.entries(options.texts ?? {}).map(([key, text]) =>
    chunk('tEXt', Buffer.from(`${key}\0${text}`, 'latin1')),
  );
  return Buffer.concat([
    PNG_SIGNATURE,
    chunk('IHDR', header),
    ...texts,
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(options.after ?? ''),
  ]);
}

/** A GIF of one pixel whose size is what the bytes of `size` say, with anything behind it. */
export function gif(size: Buffer, after: Buffer | string = ''): Buffer {
  const pixel = [0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b];
  return Buffer.concat([Buffer.from('GIF89a'), size, Buffer.from(pixel), Buffer.from(after)]);
}

/** A JPEG's beginning with a comment in it, and no picture. */
export function jpegWithComment(comment: string): Buffer {
  const text = Buffer.from(comment);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length + 2);
  const app0 = Buffer.from([
    0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
  ]);
  return Buffer.concat([app0, Buffer.from([0xff, 0xfe]), length, text, Buffer.from([0xff, 0xd9])]);
}

/** A one-page PDF (ISO 32000) whose catalogue also has the given entries. */
export function pdf(catalogue: string): Buffer {
  return Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${catalogue} >>\nendobj\n` +
      '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n' +
      '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n' +
      'trailer\n<< /Root 1 0 R >>\n%%EOF\n',
  );
}

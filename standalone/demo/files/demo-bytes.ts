/** A floor plan with its network, drawn: rooms, a switch in each, lines between them. */
export async function networkPlan(): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const rooms = [
    { x: 60, y: 60, width: 420, height: 260, fill: '#dbe7f5' },
    { x: 500, y: 60, width: 300, height: 260, fill: '#e6f2e0' },
    { x: 820, y: 60, width: 320, height: 260, fill: '#f7ecd9' },
    { x: 60, y: 340, width: 640, height: 300, fill: '#efe6f5' },
    { x: 720, y: 340, width: 420, height: 300, fill: '#f9e1e1' },
  ];
  const middle = ({ x, y, width, height }: (typeof rooms)[number]) => ({
    x: x + width / 2,
    y: y + height / 2,
  });
  const hub = { x: 600, y: 330 };
  const shapes = [
    ...rooms.map((room) => rectangle(room, room.fill, '#45566b')),
    ...rooms.map((room) => line(middle(room), hub)),
    ...rooms.map((room) => rectangle(around(middle(room), 58, 34), '#ffffff', '#1f3a5f')),
    rectangle(around(hub, 84, 44), '#1f3a5f', '#1f3a5f'),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="700"><rect width="1200" height="700" fill="#fbfcfe"/>${shapes.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png({ palette: true }).toBuffer();
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const around = ({ x, y }: { x: number; y: number }, width: number, height: number): Box => ({
  ...{ x: x - width / 2, y: y - height / 2 },
  ...{ width, height },
});
const rectangle = ({ x, y, width, height }: Box, fill: string, stroke: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${fill}" stroke="${stroke}" stroke-width="3"/>`;
const line = (from: { x: number; y: number }, to: { x: number; y: number }): string =>
  `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="#1f3a5f" stroke-width="4" stroke-dasharray="14 8"/>`;

/** A PDF of one page with a few lines of text (ISO 32000-1 §7.5). */
export function onePagePdf(lines: readonly string[]): Buffer {
  const text = lines.map((each) => `(${each.replace(/[\\()]/g, '\\$&')}) Tj 0 -22 Td`).join('\n');
  const stream = `BT /F1 14 Tf 72 760 Td\n${text}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${Buffer.byteLength(stream, 'latin1')} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = Buffer.byteLength(body, 'latin1');
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = Buffer.byteLength(body, 'latin1');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const end = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body + table + end, 'latin1');
}

/** A table as spreadsheets read it; `rows` are lines of the register. */
export const assetRegister = (rows: readonly string[]): Buffer =>
  Buffer.from(['Inventarnummer;Bezeichnung;Standort;Verantwortlich;Schutzbedarf', ...rows, ''].join('\r\n'));

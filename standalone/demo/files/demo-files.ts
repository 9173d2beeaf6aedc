import { assetRegister, networkPlan, onePagePdf } from './demo-bytes.js';

/** A file of the demo with its versions, oldest first. */
export interface DemoFile {
  readonly organization: string;
  readonly space: string;
  /** Title of the document that it is attached to; none for a file of the Space. */
  readonly document?: string;
  readonly name: string;
  readonly versions: readonly {
    /** Mail address of the author. */
    readonly author: string;
    readonly daysAgo: number;
    readonly bytes: () => Buffer | Promise<Buffer>;
  }[];
}

const ADA = 'ada.lange@nordwerk.example';
const CLARA = 'clara.vogt@nordwerk.example';
const PLACE = { organization: 'nordwerk', space: 'Informationssicherheit' };

const ASSETS = [
  'NW-0001;Fileserver Halle 1;Serverraum;IT;hoch',
  'NW-0002;CAD-Arbeitsplatz 7;Konstruktion;Konstruktion;hoch',
  'NW-0003;Fernwartungs-Gateway;Serverraum;IT;sehr hoch',
  'NW-0004;Drehzentrum 3, Steuerung;Halle 3;Produktion;hoch',
];

/** What people of the demo have uploaded. */
export const DEMO_FILES: readonly DemoFile[] = [
  {
    ...PLACE,
    name: 'Asset-Register.csv',
    versions: [
      { author: CLARA, daysAgo: 64, bytes: () => assetRegister(ASSETS.slice(0, 3)) },
      { author: ADA, daysAgo: 9, bytes: () => assetRegister(ASSETS) },
    ],
  },
  {
    ...PLACE,
    name: 'Prüfbericht Penetrationstest 2026.pdf',
    versions: [
      {
        author: CLARA,
        daysAgo: 23,
        bytes: () =>
          onePagePdf([
            'Nordwerk Maschinenbau GmbH',
            'Penetrationstest 2026, Zusammenfassung (Beispiel)',
            'Keine kritischen Befunde. Zwei mittlere Befunde, behoben am 12.03.',
          ]),
      },
    ],
  },
  {
    ...PLACE,
    document: 'Incident Response Plan',
    name: 'Netzplan Halle 3.png',
    versions: [{ author: ADA, daysAgo: 41, bytes: networkPlan }],
  },
];

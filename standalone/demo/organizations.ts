import {
  lindenhofCareDocuments,
  lindenhofPrivacyDocuments,
  lindenhofSecurityDocuments,
} from './documents/lindenhof.js';
import { nordwerkPasswordPolicy } from './documents/nordwerk-password-policy.js';
import { nordwerkPrivacyDocuments } from './documents/nordwerk-privacy.js';
import { nordwerkSecurityDocuments } from './documents/nordwerk-security.js';
import { nordwerkQualityDocuments, nordwerkStaffDocuments } from './documents/nordwerk-work.js';
import {
  operatorRunningDocuments,
  operatorSecurityDocuments,
  operatorSupplierDocuments,
} from './documents/operator.js';
import type { DemoOrganization } from './model.js';

const GRACE = 'grace.hoffmann@hoffmann-audit.example';
const INES = 'ines.keller@keller-beratung.example';

const nordwerk: DemoOrganization = {
  slug: 'nordwerk',
  name: 'Nordwerk Maschinenbau GmbH',
  plan: 'business',
  isOperator: false,
  members: {
    'bernd.krueger@nordwerk.example': 'owner',
    'ada.lange@nordwerk.example': 'owner',
    'clara.vogt@nordwerk.example': 'admin',
    'deniz.yilmaz@nordwerk.example': 'member',
    'eva.brandt@nordwerk.example': 'member',
    'felix.sommer@nordwerk.example': 'member',
    'hannes.petersen@nordwerk.example': 'member',
    [INES]: 'guest',
    [GRACE]: 'guest',
  },
  spaces: [
    {
      name: 'Informationssicherheit',
      description: 'Richtlinien, Pläne und Nachweise des Managementsystems nach ISO/IEC 27001.',
      grants: {
        'ada.lange@nordwerk.example': 'manager',
        'clara.vogt@nordwerk.example': 'editor',
        'eva.brandt@nordwerk.example': 'commenter',
        'bernd.krueger@nordwerk.example': 'viewer',
        'felix.sommer@nordwerk.example': 'viewer',
        [GRACE]: 'auditor',
      },
      documents: [nordwerkPasswordPolicy, ...nordwerkSecurityDocuments],
    },
    {
      name: 'Datenschutz',
      description: 'Konzepte, Verzeichnisse und Verträge zum Schutz personenbezogener Daten.',
      grants: {
        'eva.brandt@nordwerk.example': 'manager',
        'ada.lange@nordwerk.example': 'editor',
        'bernd.krueger@nordwerk.example': 'viewer',
        [GRACE]: 'auditor',
      },
      documents: nordwerkPrivacyDocuments,
    },
    {
      name: 'Personal und Arbeit',
      description: 'Was für alle gilt, die bei Nordwerk arbeiten.',
      grants: {
        'felix.sommer@nordwerk.example': 'manager',
        'bernd.krueger@nordwerk.example': 'editor',
        'ada.lange@nordwerk.example': 'viewer',
        'clara.vogt@nordwerk.example': 'viewer',
        'deniz.yilmaz@nordwerk.example': 'viewer',
        'eva.brandt@nordwerk.example': 'viewer',
      },
      documents: nordwerkStaffDocuments,
    },
    {
      name: 'Qualität und Lieferanten',
      description: 'Qualitätsmanagement nach ISO 9001 und die Zusammenarbeit mit Lieferanten.',
      grants: {
        'deniz.yilmaz@nordwerk.example': 'manager',
        'bernd.krueger@nordwerk.example': 'editor',
        'ada.lange@nordwerk.example': 'commenter',
        [INES]: 'viewer',
      },
      documents: nordwerkQualityDocuments,
    },
  ],
  requests: [
    {
      by: INES,
      space: 'Informationssicherheit',
      document: 'Passwortrichtlinie',
      message: 'Für die Vorbereitung der Lieferantenaudits möchte ich die geltende Passwortrichtlinie lesen.',
      daysAgo: 1,
    },
  ],
  // Nobody gains or loses by them what the demo says they see.
  groups: [
    {
      name: 'Prüfteam',
      description: 'Wer von außen prüft.',
      people: { [GRACE]: null },
      grants: {},
    },
    {
      name: 'ISMS-Team',
      description: 'Wer das Managementsystem für Informationssicherheit pflegt und prüft.',
      people: {
        'ada.lange@nordwerk.example': null,
        'clara.vogt@nordwerk.example': null,
        'bernd.krueger@nordwerk.example': 60,
      },
      grants: { Informationssicherheit: 'viewer' },
      holds: ['Prüfteam'],
    },
    {
      name: 'Qualitätsteam',
      description: 'Qualitätsmanagement und Einkauf.',
      people: {
        'deniz.yilmaz@nordwerk.example': null,
        'bernd.krueger@nordwerk.example': null,
        'ada.lange@nordwerk.example': null,
      },
      grants: { 'Qualität und Lieferanten': 'viewer' },
    },
  ],
};

const lindenhof: DemoOrganization = {
  slug: 'lindenhof',
  name: 'Lindenhof Klinik gGmbH',
  plan: 'standard',
  isOperator: false,
  members: {
    'miriam.adler@lindenhof.example': 'owner',
    'jonas.wirth@lindenhof.example': 'admin',
    'katharina.blum@lindenhof.example': 'member',
    'lukas.engel@lindenhof.example': 'member',
    'nora.schmitt@lindenhof.example': 'member',
    [GRACE]: 'guest',
  },
  spaces: [
    {
      name: 'IT-Sicherheit',
      description: 'Schutz der kritischen Infrastruktur und der Patientendaten.',
      grants: {
        'jonas.wirth@lindenhof.example': 'manager',
        'miriam.adler@lindenhof.example': 'editor',
        'lukas.engel@lindenhof.example': 'commenter',
        [GRACE]: 'auditor',
      },
      documents: lindenhofSecurityDocuments,
    },
    {
      name: 'Datenschutz und Schweigepflicht',
      description: 'Rechte der Patientinnen und Patienten, Verträge, Schulungen.',
      grants: {
        'lukas.engel@lindenhof.example': 'manager',
        'miriam.adler@lindenhof.example': 'editor',
        'jonas.wirth@lindenhof.example': 'viewer',
      },
      documents: lindenhofPrivacyDocuments,
    },
    {
      name: 'Pflege und Hygiene',
      description: 'Standards für die Stationen.',
      grants: {
        'katharina.blum@lindenhof.example': 'manager',
        'miriam.adler@lindenhof.example': 'commenter',
        'nora.schmitt@lindenhof.example': 'viewer',
      },
      documents: lindenhofCareDocuments,
    },
  ],
  requests: [],
};

const operator: DemoOrganization = {
  slug: 'kopexa-betrieb',
  name: 'Kopexa Betrieb',
  plan: 'enterprise',
  isOperator: true,
  members: {
    'paula.stein@kopexa-betrieb.example': 'owner',
    'robert.maier@kopexa-betrieb.example': 'admin',
  },
  spaces: [
    {
      name: 'Betrieb',
      description: 'Wie diese Installation betrieben wird.',
      grants: {
        'robert.maier@kopexa-betrieb.example': 'manager',
        'paula.stein@kopexa-betrieb.example': 'manager',
      },
      documents: operatorRunningDocuments,
    },
    {
      name: 'Sicherheit und Vorfälle',
      description: 'Bereitschaft, Abläufe und Auswertungen.',
      grants: {
        'robert.maier@kopexa-betrieb.example': 'editor',
        'paula.stein@kopexa-betrieb.example': 'manager',
      },
      documents: operatorSecurityDocuments,
    },
    {
      name: 'Dienstleister',
      description: 'Prüfung und Verträge der Auftragsverarbeiter.',
      grants: { 'paula.stein@kopexa-betrieb.example': 'manager' },
      documents: operatorSupplierDocuments,
    },
  ],
  requests: [],
};

/** The Organizations of the demo: two customers and the operator. */
export const ORGANIZATIONS: readonly DemoOrganization[] = [nordwerk, lindenhof, operator];

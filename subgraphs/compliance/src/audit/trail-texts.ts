import { say, type ActionTexts } from './action-text.js';

/** The trail itself and the running of the product. */
export const TRAIL_TEXTS: ActionTexts = {
  'audit.export': say(
    'Protokoll-Export angefordert',
    'Audit export requested',
    ['einen Export des Protokolls angefordert', 'das Protokoll exportieren'],
    ['requested an export of the audit trail', 'export the audit trail'],
  ),
  'audit.download': say(
    'Protokoll-Export heruntergeladen',
    'Audit export downloaded',
    ['einen Export des Protokolls heruntergeladen', 'einen Export des Protokolls herunterladen'],
    ['downloaded an export of the audit trail', 'download an export of the audit trail'],
  ),
  'audit_entry.read': say(
    'Protokolleintrag geöffnet',
    'Audit entry opened',
    ['einen Protokolleintrag geöffnet', 'einen Protokolleintrag öffnen'],
    ['opened an audit entry', 'open an audit entry'],
  ),
  'organization.enter': say(
    'Organization betreten',
    'Organization entered',
    ['die Organization betreten', 'die Organization betreten'],
    ['entered the Organization', 'enter the Organization'],
  ),
  'claim.run': say(
    'Zusagen gemessen',
    'Claims measured',
    ['Messungen der Zusagen angestoßen', 'Messungen der Zusagen anstoßen'],
    ['had claims measured', 'have claims measured'],
  ),
  'claim.recheck': say(
    'Zusage von einem Besucher gemessen',
    'Claim measured for a visitor',
    [
      'eine Messung auf der öffentlichen Seite angestoßen',
      'eine Messung auf der öffentlichen Seite anstoßen',
    ],
    ['had a check run on the public page', 'have a check run on the public page'],
  ),
  'platform.demo_seeded': say(
    'Beispieldaten angelegt',
    'Demo data created',
    ['die Beispieldaten angelegt', 'die Beispieldaten anlegen'],
    ['created the demo data', 'create the demo data'],
  ),
};

import { say, type ActionTexts } from './action-text.js';

/** What the operator does: suppliers, and the contract that it offers its customers. */
export const OPERATOR_TEXTS: ActionTexts = {
  'supplier.read': say(
    'Lieferant angesehen',
    'Supplier viewed',
    ['{subject} angesehen', '{subject} ansehen'],
    ['viewed {subject}', 'view {subject}'],
  ),
  'supplier.create': say(
    'Lieferant angelegt',
    'Supplier added',
    ['{subject} in das Verzeichnis aufgenommen', 'einen Lieferanten in das Verzeichnis aufnehmen'],
    ['added {subject} to the register', 'add a supplier to the register'],
  ),
  'supplier.update': say(
    'Lieferant geändert',
    'Supplier changed',
    ['{subject} geändert', '{subject} ändern'],
    ['changed {subject}', 'change {subject}'],
  ),
  'supplier.retire': say(
    'Lieferant ausgeschieden oder wieder aufgenommen',
    'Supplier retired or taken up again',
    [
      '{subject} ausscheiden lassen oder wieder aufgenommen',
      '{subject} ausscheiden lassen oder wieder aufnehmen',
    ],
    ['retired {subject} or took it up again', 'retire {subject} or take it up again'],
  ),
  'supplier.assess': say(
    'Risikoanalyse eingetragen',
    'Risk analysis entered',
    ['für {subject} eine Risikoanalyse eingetragen', 'für {subject} eine Risikoanalyse eintragen'],
    ['entered a risk analysis of {subject}', 'enter a risk analysis of {subject}'],
  ),
  'supplier.add_certificate': say(
    'Zertifikat eingetragen',
    'Certificate entered',
    ['für {subject} ein Zertifikat eingetragen', 'für {subject} ein Zertifikat eintragen'],
    ['entered a certificate of {subject}', 'enter a certificate of {subject}'],
  ),
  'supplier.withdraw_certificate': say(
    'Zertifikat zurückgezogen',
    'Certificate withdrawn',
    ['für {subject} ein Zertifikat zurückgezogen', 'für {subject} ein Zertifikat zurückziehen'],
    ['withdrew a certificate of {subject}', 'withdraw a certificate of {subject}'],
  ),
  'supplier_certificate.read': say(
    'Zertifikat angesehen',
    'Certificate viewed',
    ['ein Zertifikat angesehen', 'ein Zertifikat ansehen'],
    ['viewed a certificate', 'view a certificate'],
  ),
  'supplier.review': say(
    'Lieferant geprüft',
    'Supplier reviewed',
    ['{subject} geprüft', '{subject} prüfen'],
    ['reviewed {subject}', 'review {subject}'],
  ),
  'supplier.add_note': say(
    'Beobachtung eingetragen',
    'Observation entered',
    ['zu {subject} eine Beobachtung eingetragen', 'zu {subject} eine Beobachtung eintragen'],
    ['entered an observation about {subject}', 'enter an observation about {subject}'],
  ),
  'dpa_version.save': say(
    'Entwurf des AV-Vertrags gespeichert',
    'Draft of the DPA saved',
    [
      'den Entwurf des Vertrags zur Auftragsverarbeitung gespeichert',
      'den Entwurf des Vertrags zur Auftragsverarbeitung speichern',
    ],
    ['saved the draft of the data processing agreement', 'save the draft of the data processing agreement'],
  ),
  'dpa_version.publish': say(
    'AV-Vertrag veröffentlicht',
    'DPA published',
    [
      'eine Fassung des Vertrags zur Auftragsverarbeitung veröffentlicht',
      'eine Fassung des Vertrags zur Auftragsverarbeitung veröffentlichen',
    ],
    [
      'published a version of the data processing agreement',
      'publish a version of the data processing agreement',
    ],
  ),
  'dpa_version.read': say(
    'Fassung des AV-Vertrags geöffnet',
    'Version of the DPA opened',
    [
      'eine Fassung des Vertrags zur Auftragsverarbeitung geöffnet',
      'eine Fassung des Vertrags zur Auftragsverarbeitung öffnen',
    ],
    ['opened a version of the data processing agreement', 'open a version of the data processing agreement'],
  ),
  'dpa.accept': say(
    'AV-Vertrag angenommen',
    'DPA accepted',
    ['den Vertrag zur Auftragsverarbeitung angenommen', 'den Vertrag zur Auftragsverarbeitung annehmen'],
    ['accepted the data processing agreement', 'accept the data processing agreement'],
  ),
};

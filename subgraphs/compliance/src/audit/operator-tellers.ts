import type { Teller, Tellers } from './teller.js';

const ifKnown =
  (
    field: [entity: string, name: string],
    words: Readonly<Record<string, Record<'de' | 'en', string>>>,
  ): Teller =>
  (told) => {
    const value = told.after(...field);
    const text = words[JSON.stringify(value)]?.[told.language];
    return text === undefined ? null : text.split('{subject}').join(told.subject);
  };

const numbered =
  (entity: string, de: string, en: string): Teller =>
  (told) => {
    const number = told.after(entity, 'number');
    if (typeof number !== 'number') return null;
    return (told.language === 'de' ? de : en).replace('#', String(number));
  };

/** What the operator does, with particulars. */
export const OPERATOR_TELLERS: Tellers = {
  'supplier.retire': ifKnown(['Supplier', 'retired'], {
    true: { de: '{subject} ausscheiden lassen', en: 'retired {subject}' },
    false: { de: '{subject} wieder aufgenommen', en: 'took {subject} up again' },
  }),
  'supplier.review': ifKnown(['SupplierReview', 'outcome'], {
    '"approved"': { de: '{subject} geprüft und freigegeben', en: 'reviewed {subject} and approved it' },
    '"rejected"': { de: '{subject} geprüft und abgelehnt', en: 'reviewed {subject} and rejected it' },
  }),
  'dpa_version.publish': numbered(
    'DpaVersion',
    'Fassung # des Vertrags zur Auftragsverarbeitung veröffentlicht',
    'published version # of the data processing agreement',
  ),
  'dpa.accept': numbered(
    'DpaAcceptance',
    'Fassung # des Vertrags zur Auftragsverarbeitung angenommen',
    'accepted version # of the data processing agreement',
  ),
};

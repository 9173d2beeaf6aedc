import { notMeasured, say, verdict, type Check } from '../check.js';

/** The contract with customers (claims 101 and 102). */
export const agreementChecks: readonly Check[] = [
  {
    id: 'agreement.published',
    kind: 'register',
    isOpen: true,
    title: say('Vertrag zur Auftragsverarbeitung', 'Data processing agreement'),
    measures: say(
      'Prüft, ob heute eine veröffentlichte Fassung gilt und in beiden Sprachen vorliegt.',
      'Checks whether a published version is in force today, in both languages.',
    ),
    measure: async ({ figures }) => {
      const agreement = await figures.agreement();
      if (!agreement)
        return notMeasured(
          say(
            'Der Betreiber hat noch keine Fassung veröffentlicht.',
            'The operator has not published a version yet.',
          ),
        );
      return verdict(
        agreement.both_languages,
        say(
          `Fassung ${agreement.number} gilt seit ${agreement.valid_from}, auf Deutsch und Englisch.`,
          `Version ${agreement.number} has been in force since ${agreement.valid_from}, in German and English.`,
        ),
        say(
          'Die geltende Fassung liegt nur in einer Sprache vor.',
          'The version in force exists in one language only.',
        ),
        {
          number: agreement.number,
          validFrom: agreement.valid_from,
          publishedAt: agreement.published_at.toISOString(),
        },
      );
    },
  },
];

import { failed, notMeasured, passed, say, type Check, type Measurement } from '../check.js';
import type { Evidence } from '../ports.js';

const HOUR_MS = 3_600_000;

const NEVER = say(
  'Auf dieser Installation haben Kanarienvögel noch nicht gefragt.',
  'Canaries have not asked on this installation yet.',
);
const OFF = say(
  'Der Betreiber hat diese Messung abgeschaltet.',
  'The operator has switched this measurement off.',
);

/** What the canaries of the running installation found. */
const canaries: Check = {
  id: 'isolation.canaries',
  kind: 'live',
  isOpen: false,
  title: say('Kanarienvögel dieser Installation', 'Canaries of this installation'),
  measures: say(
    'Zwei eigens angelegte Organizations fragen auf der laufenden Installation jeden Vorgang des Webclients nach Daten anderer; jede Antwort wird byteweise durchsucht und mit der für Fehlendes verglichen.',
    'Two Organizations made for it ask every operation of the web client on the running installation for data of others; every byte of each answer is searched and compared with the one for what is missing.',
  ),
  measure: async ({ figures, clock }): Promise<Measurement> => {
    const { runs, hours } = await figures.canaries();
    const conclusive = runs.find(({ outcome: each }) => each === 'held' || each === 'leaked');
    // What leaked stays red until a whole run says otherwise, however old it is.
    const run = conclusive?.outcome === 'leaked' ? conclusive : runs[0];
    if (!run) return notMeasured(hours === 0 ? OFF : NEVER);
    const { at, outcome, leaks, oracles, ...rest } = run;
    const shown = {
      ...{ finishedAt: at.toISOString(), operations: rest.operations, probes: rest.probes },
      ...{ requests: rest.requests, leaks, oracles, broken: rest.broken, wordsSeen: rest.seen },
      ...{ seconds: rest.seconds, commit: rest.version },
    };
    if (outcome === 'leaked')
      return failed(
        say(
          'Kanarienvögel haben gesehen, was ihnen nicht gehört.',
          'Canaries got to see what is not theirs.',
        ),
        shown,
      );
    if (hours === 0) return notMeasured(OFF, shown);
    if (outcome === 'unreachable')
      return notMeasured(
        say('Der eigene Eingang war nicht zu erreichen.', 'The own front door could not be reached.'),
        shown,
      );
    if (outcome === 'incomplete')
      return notMeasured(
        say(
          'Die Messung war unvollständig: Was misslingt, beweist nichts.',
          'The measurement was incomplete: what breaks proves nothing.',
        ),
        shown,
      );
    if (clock().getTime() - at.getTime() > (2 * (hours ?? 6) + 1) * HOUR_MS)
      return notMeasured(say('Die letzte Messung ist zu alt.', 'The last measurement is too old.'), shown);
    return passed(
      say(
        `${rest.probes.toLocaleString('de')} Fragen in ${rest.operations} Vorgängen, nichts Fremdes in einer Antwort.`,
        `${rest.probes.toLocaleString('en')} questions in ${rest.operations} operations, nothing foreign in any answer.`,
      ),
      shown,
    );
  },
};

const LONGEST_DAYS = 30;

/** The whole proof, `npm run isolation`, as it was recorded for this version. */
const proof: Check = {
  id: 'isolation.proof',
  kind: 'tests',
  isOpen: false,
  title: say('Beweis der Isolation', 'Proof of isolation'),
  measures: say(
    'Fragt jedes Feld der ganzen Schnittstelle auf jedem Weg als jeder, durchsucht jede Antwort nach Fremdem, und baut Fehler ein, um zu zeigen, dass sie bemerkt würden.',
    'Asks every field of the whole interface on every path as everybody, searches every answer for what is foreign, and seeds faults to show that they would be noticed.',
  ),
  measure: ({ installation, clock }) =>
    Promise.resolve(judge(installation.evidence(), installation.commit, clock())),
};

function judge(all: readonly Evidence[], commit: string | null, now: Date): Measurement {
  const [newest] = all
    .filter(({ name, figures }) => name === 'isolation' && figures !== undefined)
    .sort((one, other) => other.finishedAt.getTime() - one.finishedAt.getTime());
  if (!newest)
    return notMeasured(
      say(
        'Auf dieser Installation liegt kein Ergebnis; „npm run isolation“ hinterlässt es.',
        'There is no result on this installation; "npm run isolation" leaves it.',
      ),
    );
  const measured = newest.figures ?? {};
  const shown = { ...measured, commit: newest.commit, recordedAt: newest.finishedAt.toISOString() };
  const tally = newest.results['run:isolation'];
  if (!tally || tally.failed > 0)
    return failed(say('Der Beweis ist nicht gelungen.', 'The proof did not succeed.'), shown);
  if (tally.skipped > 0)
    return notMeasured(
      say('Nur ein Teil des Beweises wurde geführt.', 'Only a part of the proof was made.'),
      shown,
    );
  if (commit === null || newest.commit !== commit || !newest.isClean)
    return notMeasured(
      say(
        'Das vorliegende Ergebnis gehört zu einer anderen Fassung des Programms.',
        'The result at hand belongs to another version of the program.',
      ),
      shown,
    );
  if (now.getTime() - newest.finishedAt.getTime() > LONGEST_DAYS * 24 * HOUR_MS)
    return notMeasured(
      say(
        `Das vorliegende Ergebnis ist älter als ${LONGEST_DAYS} Tage.`,
        `The result at hand is older than ${LONGEST_DAYS} days.`,
      ),
      shown,
    );
  const [probes, faults] = [measured['probes'] ?? 0, measured['faultsCaught'] ?? 0];
  return passed(
    say(
      `${probes.toLocaleString('de')} Fragen, nichts Fremdes in einer Antwort; ${faults} von ${measured['faultsSeeded']} eingebauten Fehlern bemerkt.`,
      `${probes.toLocaleString('en')} questions, nothing foreign in any answer; ${faults} of ${measured['faultsSeeded']} seeded faults noticed.`,
    ),
    shown,
  );
}

/** Checks of isolation as a whole. */
export const isolationChecks: readonly Check[] = [canaries, proof];

import { holds, type Report } from './run.js';

const SHOWN = 30;

/** A report for people: figures, then every fault with what noticed it, then what was found. */
export function print(report: Report): string {
  const row = (name: string, value: string | number): string => `  ${name.padEnd(34)} ${value}`;
  const share = Math.floor((report.fieldsReached / Math.max(1, report.fields)) * 100);
  return [
    'Isolation',
    row('fields of the supergraph', report.fields),
    row('reached by somebody who may', `${report.fieldsReached} (${share} %)`),
    row('of them while filling alone', report.fieldsBySetUp.length),
    row('actors', report.actors),
    row('canaries', report.canaries),
    row('probes', report.probes),
    row('requests', report.requests),
    row('leaks', report.leaks.length),
    row('foreign told from missing', report.oracles.length),
    row('answers that broke', report.failures.length),
    row('found in the catalogue', report.database.length),
    row('faults seeded', report.faultsSeeded),
    row('faults caught', report.faultsCaught),
    row('seconds', report.seconds),
    '',
    'A probe is one field asked by one actor across one relation on one path. The owner asks every path of up to four',
    'entities; everybody asks every field by its shortest path and a part of the deeper ones that the day chooses',
    '(pairwise: in full it would be 700,000 requests). Writes are tried with every id in every place of their input,',
    'one place at a time, then in every pair of places (pairwise: the other places hold the actor’s own). Arguments below',
    'the root are asked with on the shortest way to their field.',
    ...section(
      'Seeded faults',
      report.faults.map(
        ({ name, by, how, seconds }) =>
          `${by === null ? '✗ NOT CAUGHT' : `✓ by ${by}`} in ${seconds} s: ${name}${how ? `\n      ${how.replaceAll(/\s+/g, ' ').slice(0, 160)}` : ''}`,
      ),
      Infinity,
    ),
    ...section('Fields that nobody reached', report.notReached),
    ...section(
      'Fields that only the filling reached: asked for, but empty in each answer',
      report.fieldsBySetUp,
    ),
    ...section('Leaks', report.leaks),
    ...section('Foreign rows told from missing ones', report.oracles),
    ...section('Answers that broke', report.failures),
    ...section('In the catalogue of the database', report.database),
    '',
    holds(report) ? 'Isolation holds.' : 'Isolation is not proven.',
  ].join('\n');
}

function section(title: string, lines: readonly string[], most = SHOWN): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > most ? [`  … and ${lines.length - most} more`] : [];
  return ['', title, ...lines.slice(0, most).map((line) => `  ${line}`), ...more];
}

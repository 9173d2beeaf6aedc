import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startTestCluster } from '#runtime/testing/test-cluster.js';
import { print } from './print.js';
import { figuresOf, holds, run } from './run.js';

const HELP = `npm run isolation -- [options]

Asks the whole supergraph as everybody, searches every answer for what they may not see, and seeds faults to show
that the run would notice them. Exits with 1 when anything was found.

  --no-faults       probes only
  --faults PATTERN  only the faults whose name matches
  --json            the report for machines
  --result FILE     leaves the figures in a file, for the claims board
  --no-tests        without the tests that the claims rest on beside it
`;

const { values } = parseArgs({
  options: {
    'no-faults': { type: 'boolean', default: false },
    faults: { type: 'string', default: '.' },
    json: { type: 'boolean', default: false },
    result: { type: 'string' },
    'no-tests': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(HELP);
} else {
  const cluster = await startTestCluster();
  try {
    const report = await run({
      cluster,
      faults: values['no-faults'] ? null : new RegExp(values.faults),
      say: (sentence) =>
        void process.stderr.write(`${performance.now().toFixed(0).padStart(7)} ms  ${sentence}\n`),
    });
    console.log(values.json ? JSON.stringify(report, null, 2) : print(report));
    const isWhole = !values['no-faults'] && values.faults === '.';
    if (values.result)
      writeFileSync(
        values.result,
        JSON.stringify({ ok: holds(report), isWhole, figures: figuresOf(report) }),
      );
    process.exitCode = holds(report) ? 0 : 1;
  } finally {
    await cluster.stop();
  }
}

import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive } from '#runtime/embedded/leftovers.js';
import { supervise, type ProcessEvent, type Supervised } from './supervised.js';

let folder: string;
let output: number;
let supervised: Supervised | undefined;
const events: ProcessEvent[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervised-'));
  output = openSync(join(folder, 'log'), 'a');
  events.length = 0;
});
afterEach(async () => {
  await supervised?.stop();
  closeSync(output);
  rmSync(folder, { recursive: true, force: true });
});

/** Supervises a module with this text. */
function run(text: string): Supervised {
  const module = join(folder, 'process.mjs');
  writeFileSync(module, text);
  const command = {
    name: 'probe',
    module,
    environment: { SHOWN: 'yes' },
    secrets: { HIDDEN: 'never shown' },
    output,
  };
  return (supervised = supervise(command, (event) => void events.push(event)));
}

const READY = "process.send({ kind: 'ready' });";
const WAITING = 'process.once("disconnect", () => process.exit()); setInterval(() => {}, 1000);';
const log = () => readFileSync(join(folder, 'log'), 'utf8');
const pids = () => events.flatMap((event) => (event.kind === 'started' ? [event.pid] : []));
const delays = () => events.flatMap((event) => (event.kind === 'ended' ? [event.againInMs] : []));

describe('A supervised process', () => {
  it('gets its secrets on a descriptor, and an environment with nothing else in it', async () => {
    await run(`import { readFileSync } from 'node:fs';
      console.log(JSON.stringify({ names: Object.keys(process.env), secrets: readFileSync(4, 'utf8') })); ${READY} ${WAITING}`)
      .ready;
    const said = JSON.parse(log()) as { names: string[]; secrets: string };
    expect(said.secrets).toBe("HIDDEN='never shown'\n");
    expect(said.names.filter((name) => !name.startsWith('NODE_CHANNEL')).sort()).toEqual([
      'KOPEXA_SECRETS',
      'SHOWN',
    ]);
    expect(readFileSync(`/proc/${pids()[0]}/cmdline`, 'utf8')).not.toContain('never shown');
  });

  it('is started again when it was killed, and waits longer each time', async () => {
    await run(`${READY} ${WAITING}`).ready;
    for (let kills = 1; kills <= 3; kills += 1) {
      process.kill(pids().at(-1)!, 'SIGKILL');
      await expect.poll(() => pids().length, { timeout: 5_000 }).toBe(kills + 1);
      await expect.poll(() => events.at(-1)?.kind, { timeout: 5_000 }).toBe('ready');
    }
    expect(delays()).toEqual([100, 500, 1_000]);
    expect(new Set(pids()).size).toBe(4);
  });

  it('says why it does not start, and is given up', async () => {
    const { ready } = run("console.error('Warning: nothing'); throw new TypeError('There is no wine.');");
    await expect(ready).rejects.toThrow(/^exit code 1\nTypeError: There is no wine\./);
    expect(log()).toContain('Warning: nothing');
  });

  it('is gone after a stop, and not started again', async () => {
    const process = run(`${READY} ${WAITING}`);
    await process.ready;
    await process.stop();
    expect(pids().filter(isAlive)).toEqual([]);
    expect(delays()).toEqual([]);
  });

  it('can be stopped while it waits for its next start', async () => {
    const process = run('process.exit(3);');
    await expect(process.ready).rejects.toThrow('exit code 3');
    const began = Date.now();
    await process.stop();
    expect(Date.now() - began).toBeLessThan(900);
    const starts = pids().length;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(pids()).toHaveLength(starts);
  });
});

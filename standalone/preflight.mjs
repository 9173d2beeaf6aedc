/**
 * What is looked at before anything slow: is the port free, does Kopexa already run on this data? Node 20 built-ins.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** An obstacle a person can remove; `sentence` says it in German and English. */
export class Obstacle extends Error {
  constructor(sentence) {
    super(sentence.en);
    this.sentence = sentence;
  }
}

/**
 * Throws an {@link Obstacle} when the port or that of the metrics, two further, is taken, naming Kopexa itself where
 * it is the one. The demo page, one further, takes another port when it has to.
 *
 * Waits two seconds before it says so: a server whose starter was killed notices and leaves within one.
 */
export async function assertPortsFree(port, dataDirectory) {
  await assertPortFree(port, dataDirectory);
  if ((await bindError(port + 2)) !== undefined) throw portBesideTaken(port, port + 2);
}

async function assertPortFree(port, dataDirectory) {
  for (let attempt = 0; ; attempt += 1) {
    const code = await bindError(port);
    if (code === undefined) return;
    if (code === 'EACCES') {
      throw new Obstacle({
        de: `Port ${port} darf nur der Systemverwalter öffnen: Wählen Sie mit --port einen ab 1024.`,
        en: `Only the system's administrator may open port ${port}: choose one from 1024 on with --port.`,
      });
    }
    if (attempt < 8) {
      await sleep(250);
      continue;
    }
    const running = runningServer(dataDirectory);
    throw running?.port === port ? alreadyRunning(running) : portTaken(port);
  }
}

/** What the lock of a data directory says about the process that holds it, if that process is alive. */
export function runningServer(dataDirectory) {
  try {
    const lock = JSON.parse(readFileSync(join(dataDirectory, 'lock'), 'utf8'));
    process.kill(lock.pid, 0);
    return lock;
  } catch {
    return undefined;
  }
}

/** A port that is not one of the three that a Kopexa at `port` may use itself. */
function portElsewhere(port) {
  return port + 10 <= 65533 ? port + 10 : port - 10;
}

function portTaken(port) {
  return new Obstacle({
    de: `Port ${port} ist belegt: Beenden Sie das andere Programm oder starten Sie mit --port ${portElsewhere(port)}.`,
    en: `Port ${port} is taken: stop the other program or start with --port ${portElsewhere(port)}.`,
  });
}

function portBesideTaken(port, beside) {
  return new Obstacle({
    de: `Port ${beside} ist belegt, Kopexa braucht ihn neben ${port} für Messwerte: Beenden Sie das andere Programm oder starten Sie mit --port ${portElsewhere(port)}.`,
    en: `Port ${beside} is taken, Kopexa needs it beside ${port} for metrics: stop the other program or start with --port ${portElsewhere(port)}.`,
  });
}

function alreadyRunning({ pid, port }) {
  return new Obstacle({
    de: `Kopexa läuft schon unter http://localhost:${port} (Prozess ${pid}).`,
    en: `Kopexa is already running at http://localhost:${port} (process ${pid}).`,
  });
}

/** Why `localhost:port` cannot be listened on; undefined when it can, by IPv4 and, where there is one, IPv6. */
async function bindError(port) {
  for (const address of ['127.0.0.1', '::1']) {
    const code = await bindErrorAt(address, port);
    if (code !== undefined && code !== 'EADDRNOTAVAIL' && code !== 'EAFNOSUPPORT') return code;
  }
  return undefined;
}

function bindErrorAt(address, port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(error.code ?? 'UNKNOWN'));
    probe.listen(port, address, () => probe.close(() => resolve(undefined)));
  });
}

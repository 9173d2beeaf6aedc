import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { recordSteps } from '../evidence.mjs';

/**
 * @typedef {{ name: string, command: readonly string[] }} CommandStep a program and its arguments
 * @typedef {{ name: string, run: () => Promise<string> | string }} CodeStep answers the problems as text, '' for none
 * @typedef {{ name: string, ok: boolean, seconds: number, output: string }} Outcome
 */

/**
 * Runs steps, as many at once as there are processors (at most two: each is itself busy with a processor and
 * much memory), in the given order. Prints one line a step and the whole output of those that failed.
 *
 * @param {readonly (CommandStep | CodeStep)[]} steps
 * @param {{ cwd: string, write?: (text: string) => void }} options
 * @returns {Promise<Outcome[]>} in the order of `steps`; a step that throws has failed, none rejects
 */
export async function runSteps(steps, { cwd, write = (text) => void process.stdout.write(text) }) {
  const outcomes = new Map();
  const waiting = [...steps];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const outcome = await runStep(step, cwd);
      outcomes.set(step, outcome);
      write(`${outcome.ok ? '✓' : '✗'} ${outcome.name} (${outcome.seconds.toFixed(1)} s)\n`);
      if (!outcome.ok) write(`${indent(outcome.output.trim() || 'It gave no reason.')}\n`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
  return steps.map((step) => outcomes.get(step));
}

async function runStep(step, cwd) {
  const began = performance.now();
  const result = await ('command' in step ? runCommand(step.command, cwd) : runCode(step.run));
  return { name: step.name, ...result, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

async function runCode(run) {
  try {
    const output = await run();
    return { ok: output === '', output };
  } catch (error) {
    return { ok: false, output: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function runCommand([program, ...args], cwd) {
  return new Promise((resolve) => {
    const chunks = [];
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code, signal) => {
      const ending = signal ? `\nEnded by ${signal}.` : '';
      resolve({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8') + ending });
    });
  });
}

function indent(text) {
  return text.replaceAll(/^(?=.)/gm, '    ');
}

/**
 * Runs the steps as a program: last line says how many passed, `--json FILE` keeps `{name, ok, seconds}[]` for
 * `npm test`, which counts each step as a test. Exit code 1 when a step failed, 2 for an unknown argument.
 *
 * @param {readonly (CommandStep | CodeStep)[]} steps
 * @param {{ cwd: string, args: readonly string[], evidence?: string }} options `evidence`: name under which the result is
 *   kept for the claims board
 */
export async function runAsProgram(steps, { cwd, args, evidence }) {
  const jsonFile = args[0] === '--json' && args.length === 2 ? args[1] : undefined;
  if (args.length > 0 && jsonFile === undefined) {
    process.stderr.write(`Unknown argument “${args.join(' ')}”. Known: --json FILE\n`);
    process.exitCode = 2;
    return;
  }
  const outcomes = await runSteps(steps, { cwd });
  const failed = outcomes.filter((each) => !each.ok).length;
  if (evidence !== undefined) recordSteps(cwd, evidence, outcomes);
  if (jsonFile !== undefined) {
    mkdirSync(dirname(jsonFile), { recursive: true });
    const summary = outcomes.map(({ name, ok, seconds }) => ({ name, ok, seconds }));
    writeFileSync(jsonFile, `${JSON.stringify(summary, null, 2)}\n`);
  }
  process.stdout.write(`${outcomes.length - failed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

import { launch, type StartOptions, type Terminal } from '../launcher.js';
import { splitTopology } from './topology.js';

/**
 * Runs the product as separate processes, on its embedded database, until `stop` resolves; resolves with the exit
 * code. Throws a StartProblem for what a person can remedy.
 */
export function run(options: StartOptions, terminal: Terminal, stop: Promise<string>): Promise<number> {
  return launch(splitTopology(), options, terminal, stop);
}

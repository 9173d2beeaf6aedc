import { loginUrls } from './database.js';
import { launch, type StartOptions, type Terminal, type Topology } from './launcher.js';

/**
 * Runs the whole product in this process, on its embedded database, until `stop` resolves; resolves with the exit
 * code. Throws a StartProblem for what a person can remedy.
 */
export function run(options: StartOptions, terminal: Terminal, stop: Promise<string>): Promise<number> {
  // Loading the services takes as long as starting the database: side by side.
  const services = import('./serve.js');
  services.catch(() => undefined);
  return launch(oneProcess(services), options, terminal, stop);
}

function oneProcess(services: Promise<typeof import('./serve.js')>): Topology {
  return {
    originAt: (port) => `http://localhost:${port}`,
    prepare: () => Promise.resolve({}),
    outlivesDatabase: false,
    async serve({ options, config, data, keys, database, demoPeople, jobs }) {
      const { serve } = await services;
      return serve({
        root: options.root,
        port: options.port,
        logins: loginUrls(database(), keys),
        dataDirectory: data.path,
        masterKey: keys.master,
        demoPeople,
        config,
        jobs,
      });
    },
  };
}

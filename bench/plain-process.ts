import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { Figures, StartMessage } from './messages.js';
import { PLAIN_SQL, type OperationName } from './operations.js';

/** The yardstick: a plain Node HTTP server, one SQL statement a request as superuser, rows as JSON. */
process.once('message', (message) => {
  start(message as StartMessage);
});

function start({ adminUrl, organizationId, spaceId }: StartMessage): void {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 8 });
  let statements = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const name = (request.url ?? '').slice(1) as OperationName;
      const { documentId, title, body } = JSON.parse(await text(request)) as Record<string, string>;
      const values = {
        BenchNewest: [organizationId, spaceId],
        BenchHistory: [organizationId, documentId],
        BenchSave: [organizationId, documentId, title, body],
      }[name];
      statements += 1;
      const { rows } = await pool.query({ name, text: PLAIN_SQL[name], values });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows));
    })();
  });
  process.on('message', (asked) => {
    if (asked === 'stop') return process.exit(0);
    const { user, system } = process.cpuUsage();
    const figures: Figures = { cpuMicroseconds: user + system, statements, roundTrips: statements };
    process.send?.(figures);
  });
  server.listen(0, '127.0.0.1', () =>
    process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
  );
}

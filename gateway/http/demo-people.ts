import type { FastifyInstance } from 'fastify';
import type { Bilingual } from '#schema/permissions.js';

/** People of the demo as the sign-in page shows them: never a password or a code. */
export interface DemoPeople {
  readonly people: readonly {
    readonly name: string;
    readonly email: string;
    readonly organization: string;
    /** What they do, for the reader's language. */
    readonly role: Bilingual;
  }[];
  /** Where the demo page with codes and mails answers. */
  readonly demoUrl?: string;
}

/** `GET /demo-people.json`, only when the installation holds demo data. */
export function registerDemoPeople(app: FastifyInstance, people: DemoPeople): void {
  const body = JSON.stringify({
    people: people.people.map(({ name, email, organization, role }) => ({ name, email, organization, role })),
    demoUrl: people.demoUrl,
  });
  app.get('/demo-people.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
}

import type { Login } from '#runtime/db/roles.js';

/** What a measured process is told at start. */
export interface StartMessage {
  readonly root: string;
  readonly folder: string;
  readonly adminUrl: string;
  readonly logins: Record<Login, string>;
  readonly organizationId: string;
  readonly spaceId: string;
}

/** What a measured process answers: its URL once, then its figures whenever it is asked. */
export interface Figures {
  /** User and system CPU of the process since its start, in microseconds. */
  readonly cpuMicroseconds: number;
  readonly statements: number;
  readonly roundTrips: number;
}

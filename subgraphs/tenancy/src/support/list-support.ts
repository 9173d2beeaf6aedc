import type { Actor } from '#runtime/actor/actor.js';
import { mayManageSupport, maySupport } from './support.policy.js';
import type { OpenSupportRecord, SupportRecord, SupportRepository } from './support.repository.js';

/** What these reads need. */
export interface ListSupportTools {
  readonly actor: Actor;
  readonly support: Pick<SupportRepository, 'list' | 'open' | 'offered'>;
}

/** Every support access of the Organization, newest first; nothing for who may not open one. */
export async function listSupport({ actor, support }: ListSupportTools): Promise<SupportRecord[]> {
  return mayManageSupport(actor) ? support.list() : [];
}

/** The access that is open now; `null` when there is none, and for who may not end it. */
export async function findOpenSupport({ actor, support }: ListSupportTools): Promise<SupportRecord | null> {
  return mayManageSupport(actor) ? support.open() : null;
}

/** What customers have open, for the operator's support. */
export async function listOfferedSupport({ actor, support }: ListSupportTools): Promise<OpenSupportRecord[]> {
  return maySupport(actor) ? support.offered() : [];
}

import { defineEntity } from '@mikro-orm/core';

/** A person's account, as its owner may change it. */
export const AccountEntity = defineEntity({
  name: 'Account',
  schema: 'identity',
  tableName: 'account',
  properties: (p) => ({
    accountId: p.uuid().primary(),
    name: p.string(),
    locale: p.enum(['de', 'en'] as const).$type<'de' | 'en'>(),
    updatedAt: p.datetime(),
  }),
});

import { Badge } from '@mantine/core';
import { PERMISSIONS, PERMISSION_NAMES } from '#schema/permissions.js';
import { SERVICE_OPERATIONS } from '#schema/tools.js';
import { useLocale } from '../../../i18n/i18n-provider.tsx';
import { useText } from '../../../i18n/text.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Person } from '../../../ui/person.tsx';
import { Time } from '../../../ui/time.tsx';
import type { ShownSecret } from './secret-dialog.tsx';
import { SecretList } from './secret-list.tsx';
import { ServiceAccountActions } from './service-account-actions.tsx';
import { standingOf, type ServiceAccountView } from './service-account-view.ts';
import classes from './service-accounts.module.css';

/** One service account: what it is for, what it may do, its secrets. */
export function ServiceAccountRow(props: {
  account: ServiceAccountView;
  onSecret: (secret: ShownSecret) => void;
}) {
  const t = useText();
  const { account } = props;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [t('service.owner'), <Person key="owner" user={account.owner} bare />],
    [t('service.until'), <Time key="until" at={account.expiresAt} exact />],
    [
      t('service.lastUsed'),
      account.lastUsedAt ? <Time key="used" at={account.lastUsedAt} /> : t('service.never'),
    ],
    [t('service.may'), <Rights key="may" account={account} />],
    [t('service.operations'), <Operations key="operations" names={account.operations} />],
    [t('service.from'), account.ipRanges.join(', ') || t('service.from.anywhere')],
  ];
  return (
    <li className={classes.account} data-ended={account.state === 'REVOKED' || undefined}>
      <header>
        <div>
          <h2>{account.name}</h2>
          <Standing account={account} />
        </div>
        <ServiceAccountActions account={account} onSecret={props.onSecret} />
      </header>
      <p>{account.purpose}</p>
      {account.state === 'OWNERLESS' && (
        <Notice tone="warn">
          {t('service.ownerless.text', { name: account.owner?.name ?? t('person.unknown') })}
        </Notice>
      )}
      <Facts rows={facts} />
      {account.secrets.length > 0 && <SecretList account={account} />}
    </li>
  );
}

const COLORS = {
  active: 'teal',
  noSecret: 'gray',
  ending: 'yellow',
  expired: 'red',
  revoked: 'gray',
  ownerless: 'red',
} as const;

function Standing({ account }: { account: ServiceAccountView }) {
  const t = useText();
  const standing = standingOf(account, Date.now());
  const days = 'days' in standing ? standing.days : 0;
  return <Badge color={COLORS[standing.kind]}>{t(`service.state.${standing.kind}`, { days })}</Badge>;
}

function Rights({ account }: { account: ServiceAccountView }) {
  const t = useText();
  const { locale } = useLocale();
  const texts = PERMISSION_NAMES.filter((name) =>
    account.permissions.some((each) => each === name.replace('.', '_').toUpperCase()),
  ).map((name) => PERMISSIONS[name].text[locale]);
  return (
    <ul className={classes.plain}>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
      {account.spaces.map(({ space, role }, index) => (
        <li key={space?.id ?? index}>
          {t('service.space', {
            space: space?.name ?? t('service.hiddenSpace'),
            role: role.name,
          })}
        </li>
      ))}
    </ul>
  );
}

function Operations({ names }: { names: readonly string[] | null }) {
  const t = useText();
  const { locale } = useLocale();
  if (!names) return t('service.operations.all');
  return (
    <ul className={classes.plain}>
      {names.map((name) => (
        <li key={name}>
          {name in SERVICE_OPERATIONS
            ? SERVICE_OPERATIONS[name as keyof typeof SERVICE_OPERATIONS][locale]
            : name}
        </li>
      ))}
    </ul>
  );
}

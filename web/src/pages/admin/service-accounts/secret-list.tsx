import { Button } from '@mantine/core';
import { useAction } from '../../../client/use-action.ts';
import { RevokeServiceAccountSecretDocument } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { saidDone, saidFailed } from '../../../ui/toast.ts';
import type { ServiceAccountView } from './service-account-view.ts';
import classes from './service-accounts.module.css';

/** The valid secrets of an account, by their last characters; each can end by itself. */
export function SecretList({ account }: { account: ServiceAccountView }) {
  const t = useText();
  const dates = useDates();
  const end = useAction(RevokeServiceAccountSecretDocument);
  const take = async (secretId: string, hint: string) => {
    const { failure } = await end.attempt({ secretId });
    if (failure) saidFailed(failure, t);
    else saidDone(t('service.secret.ended', { hint }));
  };
  return (
    <section className={classes.secrets} aria-label={t('service.secrets')}>
      <h3>{t('service.secrets')}</h3>
      <ul className={classes.plain}>
        {account.secrets.map(({ id, hint, createdAt, lastUsedAt }) => (
          <li key={id}>
            <span>
              <span>{t('service.secret', { hint, created: dates.day(createdAt) })}</span>
              <small>
                {lastUsedAt
                  ? t('service.secret.used', { time: dates.relative(lastUsedAt) })
                  : t('service.secret.unused')}
              </small>
            </span>
            {account.viewerMayRevoke && (
              <Button
                size="compact-sm"
                variant="default"
                loading={end.busy}
                aria-label={t('service.secret.endOf', { hint })}
                onClick={() => void take(id, hint)}
              >
                {t('service.secret.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useText } from '../../../i18n/text.ts';
import { useLocale } from '../../../i18n/i18n-provider.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { presetOf, type ConnectionView } from './connection-view.ts';
import classes from './sign-in.module.css';

/** What to do at the identity provider, and what to copy there. */
export function OurSide({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const { locale } = useLocale();
  const { addresses, kind } = connection;
  const { guide } = presetOf(connection);
  return (
    <div className={classes.form}>
      {addresses.callbackUrl && (
        <CopyField label={t('connections.our.callback')} value={addresses.callbackUrl} />
      )}
      {addresses.acsUrl && <CopyField label={t('connections.our.acs')} value={addresses.acsUrl} />}
      {addresses.entityId && <CopyField label={t('connections.our.entityId')} value={addresses.entityId} />}
      {kind === 'SAML' && addresses.entityId && (
        <p>
          <a href={addresses.entityId} target="_blank" rel="noreferrer">
            {t('connections.our.metadata')}
          </a>{' '}
          <span className="k-dim">{t('connections.our.metadata.hint')}</span>
        </p>
      )}
      {addresses.logoutUrl && (
        <CopyField
          label={t('connections.our.logout')}
          hint={t('connections.optional')}
          value={addresses.logoutUrl}
        />
      )}
      {addresses.signedOutUrl && (
        <CopyField
          label={t('connections.our.signedOut')}
          hint={t('connections.optional')}
          value={addresses.signedOutUrl}
        />
      )}
      <ol className={classes.guide} aria-label={t('connections.guide')}>
        {guide.map((step) => (
          <li key={step.en}>{step[locale]}</li>
        ))}
      </ol>
    </div>
  );
}

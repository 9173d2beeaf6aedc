import { IconMapOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useText } from '../i18n/text.ts';
import { Empty } from '../ui/empty.tsx';
import { useTitle } from '../ui/use-title.ts';

/** An address that no page has. */
export function UnknownPage() {
  const t = useText();
  useTitle(t('unknown.title'));
  return (
    <main id="main" tabIndex={-1}>
      <Empty
        isPage
        icon={<IconMapOff size={22} />}
        title={t('unknown.title')}
        action={<Link to="/">{t('unknown.home')}</Link>}
      >
        {t('unknown.text')}
      </Empty>
    </main>
  );
}

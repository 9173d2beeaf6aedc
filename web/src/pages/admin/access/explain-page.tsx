import { IconHelp } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Page } from '../../../ui/page.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { MomentField, PermissionField, PlaceField, PrincipalField } from './access-fields.tsx';
import { writeAccessQuery, type AccessQuery } from './access-link.ts';
import { permissionsFor, readAccessQuery } from './access-query.ts';
import { AccessTabs } from './access-tabs.tsx';
import { Explanation } from './explanation.tsx';
import classes from './access.module.css';

/** Why somebody can do something, or cannot, and the smallest change that would allow it. */
export default function ExplainPage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const [shown, setShown] = useState<{ id: string; name: string } | null>(null);
  const query = readAccessQuery(params);
  const change = (next: AccessQuery) => {
    if (next.user !== query.user || next.tool !== query.tool) setShown(null);
    setParams(writeAccessQuery(next), { replace: true });
  };
  const permission = permissionsFor(query).find(({ value }) => value === query.permission)?.value;
  return (
    <Page wide title={t('review.title')} text={t('review.text')} top={<TopBar crumbs={[]} />}>
      <AccessTabs query={query} />
      <div className={classes.fields}>
        <PrincipalField query={query} onChange={change} shown={query.user || query.tool ? shown : null} />
        <PlaceField query={query} onChange={change} />
        <PermissionField required query={query} onChange={change} />
        <MomentField query={query} onChange={change} />
      </div>
      {permission ? (
        <Explanation key={params.toString()} query={{ ...query, permission }} onShown={setShown} />
      ) : (
        <Empty icon={<IconHelp size={22} />} title={t('review.ask')}>
          {t('review.ask.text')}
        </Empty>
      )}
    </Page>
  );
}

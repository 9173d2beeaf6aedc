import { IconArchive } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useDates, useText } from '../../../i18n/text.ts';
import { can, useOrganization } from '../organization-context.ts';
import classes from './life-banner.module.css';

/** Says that nothing can be changed here now, and until when everything is there. */
export default function LifeBanner() {
  const t = useText();
  const dates = useDates();
  const { slug, deletesAt, viewerCan } = useOrganization();
  return (
    <div className={`${classes.banner} k-noprint`} data-ends={deletesAt != null || undefined} role="status">
      <IconArchive size={16} aria-hidden />
      <span>
        {deletesAt == null
          ? t('life.banner.archived')
          : t('life.banner.deletes', { day: dates.longDay(deletesAt) })}
      </span>
      {can(viewerCan, 'ORGANIZATION_ARCHIVE') && (
        <Link to={`/o/${slug}/admin/organization`}>{t('life.banner.open')}</Link>
      )}
    </div>
  );
}

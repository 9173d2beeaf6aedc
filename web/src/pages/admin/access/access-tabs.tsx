import { NavLink, useParams } from 'react-router';
import { useText } from '../../../i18n/text.ts';
import { accessLink, type AccessQuery } from './access-link.ts';
import { useMayAsk } from './use-may-ask.ts';
import classes from './access.module.css';

/** The three questions; what was asked goes along. */
export function AccessTabs({ query }: { query: AccessQuery }) {
  const t = useText();
  const { org = '' } = useParams();
  const mayAsk = useMayAsk();
  const pages = [
    ...(mayAsk ? ([['', 'review.who']] as const) : []),
    ['/person', 'review.what'],
    ['/explain', 'review.explain'],
  ] as const;
  return (
    <nav className={classes.tabs} aria-label={t('review.title')}>
      {pages.map(([page, text]) => (
        <NavLink key={page} end to={accessLink(org, page, query)} className={classes.tab}>
          {t(text)}
        </NavLink>
      ))}
    </nav>
  );
}

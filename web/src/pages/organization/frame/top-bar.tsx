import { ActionIcon } from '@mantine/core';
import { IconChevronRight, IconMenu2 } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '../../../i18n/text.ts';
import { useFrame } from './frame-context.ts';
import classes from './top-bar.module.css';

/** One step of the way to the page. */
export interface Crumb {
  label: string;
  to: string;
}

/** The bar on top of every page: the way to it, its state, its actions. */
export function TopBar(props: {
  crumbs: readonly Crumb[];
  state?: ReactNode;
  children?: ReactNode;
  /** Many actions: on phones the way gives room to them. */
  tight?: boolean;
}) {
  const t = useText();
  const frame = useFrame();
  return (
    <header className={`${classes.bar} k-noprint`} data-tight={props.tight || undefined}>
      <ActionIcon
        className={classes.menu}
        size={36}
        onClick={frame?.openSide}
        aria-label={t('frame.openSide')}
      >
        <IconMenu2 size={20} />
      </ActionIcon>
      <nav aria-label={t('frame.breadcrumb')} className={classes.crumbs}>
        {props.crumbs.map(({ label, to }, index) => (
          <Fragment key={to}>
            {index > 0 && <IconChevronRight size={13} aria-hidden />}
            <Link to={to}>{label}</Link>
          </Fragment>
        ))}
      </nav>
      <div className={classes.state}>{props.state}</div>
      <div className={classes.actions}>{props.children}</div>
    </header>
  );
}

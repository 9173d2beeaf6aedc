import { Avatar } from '@mantine/core';
import { useText } from '../i18n/text.ts';
import classes from './person.module.css';

/** A person by name, with their picture or initials; people who left an Organization keep their name, others are nobody. */
export function Person(props: {
  user: { name: string; avatarUrl?: string | null } | null | undefined;
  size?: number;
  bare?: boolean;
}) {
  const t = useText();
  const name = props.user?.name ?? t('person.unknown');
  return (
    <span className={classes.person}>
      {!props.bare && (
        <Avatar
          src={props.user?.avatarUrl ?? null}
          name={name}
          size={props.size ?? 20}
          color="gray"
          aria-hidden
          imageProps={{ alt: '' }}
        />
      )}
      <span className={classes.name}>{name}</span>
    </span>
  );
}

import { useAction } from '../../../client/use-action.ts';
import { SetDirectoryRoleDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Section } from '../../../ui/page.tsx';
import { RoleSelect } from '../../../ui/role-select.tsx';
import { saidDone, saidFailed } from '../../../ui/toast.ts';
import type { DirectoryView } from './directory-view.ts';
import classes from './directory.module.css';

/** Where the directory finds us, and what people become whom it brings. */
export function DirectorySetUp({ directory }: { directory: DirectoryView }) {
  const t = useText();
  const setRole = useAction(SetDirectoryRoleDocument);
  const choose = async (role: string) => {
    const { failure } = await setRole.attempt({ input: { role } });
    if (failure) saidFailed(failure, t);
    else saidDone(t('directory.role.saved'));
  };
  return (
    <Section title={t('directory.setUp')} text={t('directory.setUp.text')}>
      <div className={classes.setUp}>
        <CopyField label={t('directory.url')} value={directory.url} />
        <RoleSelect
          label={t('directory.role')}
          roles={directory.roles}
          value={directory.role.id}
          disabled={setRole.busy}
          onChange={(role) => void choose(role)}
        />
      </div>
    </Section>
  );
}

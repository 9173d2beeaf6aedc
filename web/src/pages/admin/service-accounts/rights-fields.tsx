import { ActionIcon, Checkbox, Radio, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { PERMISSIONS } from '#schema/permissions.js';
import { SERVICE_OPERATION_NAMES, SERVICE_OPERATIONS } from '#schema/tools.js';
import { useAnswer } from '../../../client/use-answer.ts';
import { SpaceRolesForToolsDocument } from '../../../gql/graphql.ts';
import { useLocale } from '../../../i18n/i18n-provider.tsx';
import { useText } from '../../../i18n/text.ts';
import type { AccountForm } from './use-account-form.ts';
import classes from './service-accounts.module.css';

/** Tools read: published documents, drafts too, or the trail of the Space as well; or what the Organization made. */
const FOR_TOOLS: readonly string[] = ['space.viewer', 'space.commenter', 'space.auditor'];

/** What the account may do in the Organization: of what the reader may do. */
export function PermissionFields({ form }: { form: AccountForm }) {
  const t = useText();
  const { locale } = useLocale();
  const { state, set, permissions } = form;
  return (
    <Checkbox.Group
      label={t('service.form.organization')}
      description={t('service.form.organization.hint')}
      value={[...state.permissions]}
      onChange={(value) => set({ permissions: value })}
    >
      <div className={classes.choices}>
        {permissions.map(({ name, value }) => (
          <Checkbox key={value} value={value} label={PERMISSIONS[name].text[locale]} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

const isForTools = (role: { id: string; isBuiltIn: boolean; canGive: boolean }): boolean =>
  role.canGive && (!role.isBuiltIn || FOR_TOOLS.includes(role.id));

/** In which Spaces the account has which role. */
export function SpaceFields({ form }: { form: AccountForm }) {
  const t = useText();
  const { state, set, shareable } = form;
  const roles = useAnswer(SpaceRolesForToolsDocument, {}).data?.organization?.roles ?? [];
  const left = shareable.filter(({ id }) => !state.spaces.some(({ spaceId }) => spaceId === id));
  const change = (spaceId: string, role: string | null) =>
    set({
      spaces: state.spaces.flatMap((each) => {
        if (each.spaceId !== spaceId) return [each];
        return role ? [{ spaceId, role }] : [];
      }),
    });
  return (
    <fieldset className={classes.fields}>
      <legend>{t('service.form.spaces')}</legend>
      <p className="k-dim">
        {shareable.length > 0 ? t('service.form.spaces.hint') : t('service.form.spaces.none')}
      </p>
      {state.spaces.map(({ spaceId, role }) => {
        const space = shareable.find(({ id }) => id === spaceId)?.name ?? '';
        return (
          <div key={spaceId} className={classes.spaceRole}>
            <span>{space}</span>
            <Select
              aria-label={t('service.form.spaces.role', { space })}
              allowDeselect={false}
              data={roles
                .filter((each) => each.id === role || isForTools(each))
                .map(({ id, name }) => ({ value: id, label: name }))}
              value={role}
              onChange={(value) => change(spaceId, value ?? role)}
            />
            <ActionIcon
              aria-label={t('service.form.spaces.remove', { space })}
              onClick={() => change(spaceId, null)}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        );
      })}
      {left.length > 0 && (
        <Select
          aria-label={t('service.form.spaces.add')}
          placeholder={t('service.form.spaces.add')}
          searchable
          data={left.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={(spaceId) =>
            spaceId && set({ spaces: [...state.spaces, { spaceId, role: 'space.viewer' }] })
          }
        />
      )}
    </fieldset>
  );
}

/** All operations for tools, or some. */
export function OperationFields({ form }: { form: AccountForm }) {
  const t = useText();
  const { locale } = useLocale();
  const { state, set } = form;
  return (
    <fieldset className={classes.fields}>
      <legend>{t('service.form.operations')}</legend>
      <Radio
        name="operations"
        label={t('service.operations.all')}
        checked={state.operations === null}
        onChange={() => set({ operations: null })}
      />
      <Radio
        name="operations"
        label={t('service.form.operations.some')}
        checked={state.operations !== null}
        onChange={() => set({ operations: ['ToolWhoami'] })}
      />
      {state.operations && (
        <Checkbox.Group
          aria-label={t('service.form.operations')}
          value={[...state.operations]}
          onChange={(operations) => set({ operations })}
        >
          <div className={classes.choices}>
            {SERVICE_OPERATION_NAMES.map((name) => (
              <Checkbox key={name} value={name} label={SERVICE_OPERATIONS[name][locale]} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </fieldset>
  );
}

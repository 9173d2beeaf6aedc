import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { PERMISSIONS } from '#schema/permissions.js';
import { useAnswer, type Answer } from '../../../client/use-answer.ts';
import {
  AccessDocumentTitleDocument,
  AccessMembersDocument,
  AccessPeopleDocument,
  ReviewableSpacesDocument,
} from '../../../gql/graphql.ts';
import { useLocale } from '../../../i18n/i18n-provider.tsx';
import { useText } from '../../../i18n/text.ts';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { type AccessQuery } from './access-link.ts';
import { momentOf, permissionsFor } from './access-query.ts';
import classes from './access.module.css';

interface FieldProps {
  query: AccessQuery;
  onChange: (query: AccessQuery) => void;
}

const ORGANIZATION = 'organization';
const DOCUMENT = 'document';

/** Which place is asked about: the Organization, a Space, or the document that a link brought along. */
export function PlaceField({ query, onChange, ofOthers = false }: FieldProps & { ofOthers?: boolean }) {
  const t = useText();
  const organization = useOrganization();
  const at = momentOf(query.at);
  const reviewable = useAnswer(ReviewableSpacesDocument, { at });
  const spaces = reviewable.data?.reviewableSpaces ?? [];
  const title = useAnswer(
    AccessDocumentTitleDocument,
    { id: query.document ?? '' },
    { pause: query.document === null },
  ).data?.document?.title;
  const own = organization.spaces.filter(({ id }) => !spaces.some(({ spaceId }) => spaceId === id));
  const data = [
    ...(ofOthers && !can(organization.viewerCan, 'ACCESS_REVIEW')
      ? []
      : [{ value: ORGANIZATION, label: t('review.place.organization', { name: organization.name }) }]),
    ...(query.document
      ? [
          {
            value: DOCUMENT,
            label: t('review.place.document', { title: title ?? t('review.place.unreadable') }),
          },
        ]
      : []),
    ...spaces.map(({ spaceId, name }) => ({ value: spaceId, label: name })),
    ...(ofOthers ? [] : own.map(({ id, name }) => ({ value: id, label: name }))),
  ];
  return (
    <Select
      label={t('review.place')}
      error={failedText(reviewable, t)}
      searchable
      allowDeselect={false}
      data={data}
      value={query.document ? DOCUMENT : (query.space ?? ORGANIZATION)}
      onChange={(value) => {
        if (value === DOCUMENT) return;
        const next = { ...query, document: null, space: value === ORGANIZATION ? null : value };
        onChange({ ...next, permission: keptPermission(next) });
      }}
    />
  );
}

/** What is missing from the choices, said at the field; it is asked again by itself when it may pass. */
function failedText({ data, failure }: Answer<unknown>, t: ReturnType<typeof useText>): string | undefined {
  if (!failure || data) return undefined;
  return failure.code === 'NETWORK' ? t('error.network') : failure.message || t('error.unknown');
}

const keptPermission = (query: AccessQuery): AccessQuery['permission'] =>
  permissionsFor(query).find(({ value }) => value === query.permission)?.value ?? null;

/** Which permission is asked about. */
export function PermissionField(props: FieldProps & { required?: boolean }) {
  const t = useText();
  const { locale } = useLocale();
  return (
    <Select
      label={t('review.permission')}
      searchable
      clearable={!props.required}
      placeholder={props.required ? t('review.permission.choose') : t('review.permission.any')}
      data={permissionsFor(props.query).map(({ name, value }) => ({
        value,
        label: PERMISSIONS[name].text[locale],
      }))}
      value={props.query.permission}
      onChange={(value) => props.onChange({ ...props.query, permission: value })}
    />
  );
}

/** Which moment is asked about; empty is now. */
export function MomentField({ query, onChange }: FieldProps) {
  const t = useText();
  return (
    <div className={classes.moment}>
      <TextInput
        type="datetime-local"
        label={t('review.at')}
        description={query.at ? undefined : t('review.at.now')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={query.at ?? ''}
        max={localNow()}
        onChange={(event) => onChange({ ...query, at: event.currentTarget.value || null })}
      />
      {query.at && (
        <Button variant="subtle" size="compact-sm" onClick={() => onChange({ ...query, at: null })}>
          {t('review.at.clear')}
        </Button>
      )}
    </div>
  );
}

function localNow(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Whom the question is about; searched on the server, so that a thousand members are found as well. */
export function PrincipalField(props: FieldProps & { shown: { id: string; name: string } | null }) {
  const t = useText();
  const { viewerCan } = useOrganization();
  const { query, shown } = props;
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed === shown?.name ? '' : typed.trim(), 200);
  const mayReview = can(viewerCan, 'ACCESS_REVIEW');
  const mayList = can(viewerCan, 'MEMBER_READ');
  const reviewed = useAnswer(AccessPeopleDocument, { at: momentOf(query.at), search }, { pause: !mayReview });
  const members = useAnswer(AccessMembersDocument, { search }, { pause: mayReview || !mayList });
  const found = [
    ...(reviewed.data?.whoCanAccess.edges ?? []).map(({ node }) => node.principal),
    ...(members.data?.organization?.members.edges ?? []).flatMap(({ node }) =>
      node.user ? [{ ...node.user, kind: 'PERSON' as const }] : [],
    ),
  ];
  const chosen = query.user ?? query.tool;
  const options = found.map(({ id, name }) => ({ value: id, label: name }));
  if (shown && !options.some(({ value }) => value === shown.id)) {
    options.unshift({ value: shown.id, label: shown.name });
  }
  if (!mayReview && !mayList) return null;
  return (
    <Select
      label={t('field.person')}
      searchable
      clearable
      placeholder={t('review.myself')}
      nothingFoundMessage={t('review.nobody')}
      error={failedText(mayReview ? reviewed : members, t)}
      // The server searched already.
      filter={({ options: all }) => all}
      data={options}
      value={chosen ?? null}
      onSearchChange={setTyped}
      onChange={(id) => {
        const kind = found.find((one) => one.id === id)?.kind;
        props.onChange({
          ...query,
          user: kind === 'SERVICE_ACCOUNT' ? null : id,
          tool: kind === 'SERVICE_ACCOUNT' ? id : null,
        });
      }}
    />
  );
}

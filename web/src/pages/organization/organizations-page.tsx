import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import {
  CreateOrganizationDocument,
  MyOrganizationsDocument,
  type MyOrganizationsQuery,
} from '../../gql/graphql.ts';
import { useDates, useText } from '../../i18n/text.ts';
import { useSession } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { Section } from '../../ui/page.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { AuthLayout } from '../auth/auth-layout.tsx';
import { slugOf } from '../document/document-place.ts';
import classes from './organizations.module.css';

/** The Organizations one belongs to, and founding another. */
export default function OrganizationsPage() {
  const t = useText();
  const { me, signOut } = useSession();
  const { data, failure, loading, reload } = useAnswer(MyOrganizationsDocument, {});
  const mine = data?.myOrganizations ?? [];
  return (
    <AuthLayout
      title={t('organizations.title')}
      text={data && mine.length === 0 ? t('organizations.none') : null}
    >
      {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
      {loading && <ListSkeleton rows={3} />}
      <ul className={classes.list}>
        {mine.map((one) => (
          <li key={one.id}>
            <Link to={`/o/${one.slug}`}>
              <b>{one.name}</b>
              <span>
                <OrganizationState organization={one} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Section title={t('organizations.create')}>
        {me?.connectionId ? <p className="k-dim">{t('organizations.bound')}</p> : <CreateOrganization />}
      </Section>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => void signOut()}>
        {t('account.signOut')}
      </Button>
    </AuthLayout>
  );
}

/** In which state it is; in everyday life, what one is there. */
function OrganizationState({
  organization,
}: {
  organization: MyOrganizationsQuery['myOrganizations'][number];
}) {
  const t = useText();
  const dates = useDates();
  const { deletesAt, archivedAt, role } = organization;
  if (deletesAt != null) return t('life.state.deletes', { day: dates.day(deletesAt) });
  return archivedAt == null ? role.name : t('state.archived');
}

function CreateOrganization() {
  const t = useText();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const create = useAction(CreateOrganizationDocument);
  const [name, setName] = useState(params.get('name') ?? '');
  const [slug, setSlug] = useState<string | null>(null);
  const address = slug ?? slugOf(name).slice(0, 40);
  const fieldError = (field: string) =>
    create.failure?.field === field ? create.failure.message : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const data = await create.run({ input: { name: name.trim(), slug: address } });
    if (data) await navigate(`/o/${data.createOrganization.slug}`);
  };
  return (
    <FormStack onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t('field.organizationName')}
        required
        withAsterisk={false}
        maxLength={100}
        value={name}
        error={fieldError('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('field.slug')}
        description={t('field.slug.hint', { example: `${window.location.host}/o/${address || '…'}` })}
        required
        withAsterisk={false}
        value={address}
        error={fieldError('slug')}
        onChange={(event) => setSlug(event.currentTarget.value)}
      />
      {create.failure && !create.failure.field && <FailureNotice failure={create.failure} />}
      <Button type="submit" loading={create.busy}>
        {t('action.create')}
      </Button>
    </FormStack>
  );
}

import { Button, Textarea } from '@mantine/core';
import { IconFileUnknown } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { RequestAccessDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { useTitle } from '../../ui/use-title.ts';
import classes from './missing.module.css';

/**
 * The page for what does not exist and for what one may not see: the same either way, with the same form and
 * the same answer, so that it tells nothing.
 */
export function Missing(props: { target?: { documentId: string } | { spaceId: string } }) {
  const t = useText();
  useTitle(t('missing.title'));
  const [asked, setAsked] = useState(false);
  return (
    <main id="main" tabIndex={-1}>
      <Empty
        isPage
        icon={<IconFileUnknown size={22} />}
        title={t('missing.title')}
        action={<Link to="/">{t('unknown.home')}</Link>}
      >
        {t('missing.text')}
      </Empty>
      {props.target && (
        <section className={classes.ask} aria-label={t('missing.ask')}>
          <div role="status">{asked && <p>{t('missing.asked')}</p>}</div>
          {!asked && <AskForm target={props.target} onDone={() => setAsked(true)} />}
        </section>
      )}
    </main>
  );
}

function AskForm(props: { target: { documentId: string } | { spaceId: string }; onDone: () => void }) {
  const t = useText();
  const request = useAction(RequestAccessDocument);
  const [message, setMessage] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await request.run({ input: { ...props.target, message: message.trim() } })) props.onDone();
  };
  return (
    <FormStack onSubmit={(event) => void submit(event)}>
      <Textarea
        label={t('missing.message')}
        description={t('missing.message.hint')}
        autosize
        minRows={3}
        maxLength={500}
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      {request.failure && <FailureNotice failure={request.failure} />}
      <Button type="submit" loading={request.busy}>
        {t('missing.ask')}
      </Button>
    </FormStack>
  );
}

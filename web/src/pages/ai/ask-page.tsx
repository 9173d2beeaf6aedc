import { Button, MultiSelect, Textarea } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { useEffect, useState, type FormEvent } from 'react';
import { useLocation } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { AiStatusDocument, type AiRequestInput } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useMe } from '../../session/session.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { Page } from '../../ui/page.tsx';
import { Missing } from '../document/missing.tsx';
import { TopBar } from '../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../organization/organization-context.ts';
import { AnswerBox } from './answer-box.tsx';
import { isRunning, type AiState } from './ai-state.ts';
import { keepAsk, keptAsk } from './kept-ask.ts';
import { OffNotice } from './off-notice.tsx';
import { OwnUsage } from './own-usage.tsx';
import { PreviewButton } from './preview-button.tsx';
import { useAiAnswer } from './use-ai-answer.ts';
import classes from './ask.module.css';

const LONGEST_QUESTION = 1000;

/** Questions about the documents that one may read; the answer cites its passages. */
export default function AskPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  // What was typed into the search; in no address, which proxies keep.
  const brought = (useLocation().state as { question?: string } | null)?.question;
  if (!can(viewerCan, 'AI_USE')) {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  return (
    <Page title={t('ask.title')} text={t('ask.question.hint')} top={<TopBar crumbs={[]} />}>
      <OffNotice />
      <Ask key={brought} brought={brought} />
    </Page>
  );
}

function Ask({ brought }: { brought: string | undefined }) {
  const t = useText();
  const me = useMe();
  const { slug } = useOrganization();
  const [before] = useState(() => keptAsk(me.user.id, slug));
  const [question, setQuestion] = useState(
    brought !== undefined && before?.brought !== brought ? brought : (before?.question ?? ''),
  );
  const [spaceIds, setSpaceIds] = useState<readonly string[]>(before?.spaceIds ?? []);
  const answer = useAiAnswer(slug, before ? { state: before.state, request: before.asked } : undefined);
  const { state, asked } = answer;
  const isOn = useAnswer(AiStatusDocument, {}).data?.aiStatus.available ?? false;
  useEffect(() => {
    // Whoever leaves the page stops the answer.
    const over: AiState = isRunning(state) ? { ...state, phase: 'stopped', endedAt: Date.now() } : state;
    keepAsk(me.user.id, slug, { brought, question, spaceIds, asked, state: over });
  }, [me.user.id, slug, brought, question, spaceIds, asked, state]);
  const request = requestOf({ question, spaceIds });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (request && isOn && !isRunning(state)) answer.start(request);
  };
  return (
    <>
      <FormStack onSubmit={submit}>
        <Textarea
          label={t('ask.question')}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={LONGEST_QUESTION}
          value={question}
          error={state.failure?.field === 'question' ? state.failure.message : undefined}
          onChange={(event) => setQuestion(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
          }}
        />
        <SpaceFilter value={spaceIds} onChange={setSpaceIds} />
        <div className={classes.buttons}>
          <Button type="submit" disabled={!request || !isOn} loading={isRunning(state)}>
            {t('ask.action')}
          </Button>
          <PreviewButton request={isOn ? request : null} />
        </div>
      </FormStack>
      {state.phase === 'idle' ? (
        <Empty icon={<IconMessageQuestion size={22} />} title={t('ask.nothing')}>
          {t('ask.nothing.text')}
        </Empty>
      ) : (
        <AnswerBox answer={answer} title={asked?.question} withSources />
      )}
      {isOn && <OwnUsage />}
    </>
  );
}

/** Null while there is no question. */
function requestOf(ask: { question: string; spaceIds: readonly string[] }): AiRequestInput | null {
  const question = ask.question.trim();
  if (question === '') return null;
  return {
    kind: 'ANSWER',
    question,
    ...(ask.spaceIds.length > 0 ? { spaceIds: [...ask.spaceIds] } : {}),
  };
}

function SpaceFilter(props: { value: readonly string[]; onChange: (ids: string[]) => void }) {
  const t = useText();
  const { spaces } = useOrganization();
  const readable = spaces.filter((space) => can(space.viewerCan, 'DOCUMENT_READ'));
  if (readable.length < 2) return null;
  return (
    <MultiSelect
      label={t('ask.spaces')}
      placeholder={props.value.length === 0 ? t('ask.spaces.all') : undefined}
      data={readable.map(({ id, name }) => ({ value: id, label: name }))}
      value={[...props.value]}
      onChange={props.onChange}
      hidePickedOptions
      clearable
    />
  );
}

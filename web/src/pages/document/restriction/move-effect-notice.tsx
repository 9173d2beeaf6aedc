import { useEffect } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { MoveEffectDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';

interface Move {
  documentId: string;
  spaceId: string;
  parentId: string | null;
}

/** Names a move, to tell whether its effect is known: `onKnown` is called with it. */
export const moveKey = ({ documentId, spaceId, parentId }: Move): string =>
  [documentId, spaceId, parentId ?? ''].join(' ');

/**
 * Says before a move who will read the document then and who no longer will; nothing where that stays as it is.
 * Nobody should be able to move before `onKnown`: the warning would come too late.
 */
export function MoveEffectNotice(props: { move: Move; onKnown: (key: string) => void }) {
  // Another move is another question: its answer must not be taken from the one before.
  return <Effect key={moveKey(props.move)} {...props} />;
}

function Effect({ move, onKnown }: { move: Move; onKnown: (key: string) => void }) {
  const t = useText();
  const { data, failure, reload } = useAnswer(
    MoveEffectDocument,
    { input: move },
    { policy: 'network-only' },
  );
  const effect = data?.moveEffect;
  const key = moveKey(move);
  useEffect(() => {
    if (effect) onKnown(key);
  }, [effect, key, onKnown]);
  if (failure && !effect) return <FailureNotice failure={failure} onRetry={reload} />;
  if (!effect) return <p className="k-dim k-late">{t('state.loading')}</p>;
  const { gains, loses, comesUnder, leaves } = effect;
  const lines = [
    comesUnder && t('move.comesUnder', { title: comesUnder.title }),
    leaves && t('move.leaves', { title: leaves.title }),
    gains > 0 && t('move.gains', { count: gains }),
    loses > 0 && t('move.loses', { count: loses }),
  ].filter((line) => typeof line === 'string');
  if (lines.length === 0) return null;
  if (effect.keepsOwnRestriction) lines.push(t('move.keepsOwn'));
  return (
    <div role="status">
      <Notice tone="warn">
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Notice>
    </div>
  );
}

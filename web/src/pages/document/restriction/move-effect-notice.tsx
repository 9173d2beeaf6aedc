import { useAnswer } from '../../../client/use-answer.ts';
import { MoveEffectDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Notice } from '../../../ui/notice.tsx';

/** Says before a move who will read the document then and who no longer will; nothing where that stays as it is. */
export function MoveEffectNotice(props: {
  move: { documentId: string; spaceId: string; parentId: string | null };
}) {
  const t = useText();
  const { data } = useAnswer(MoveEffectDocument, { input: props.move }, { policy: 'network-only' });
  const effect = data?.moveEffect;
  if (!effect) return null;
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

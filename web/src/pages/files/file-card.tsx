import { useAnswer } from '../../client/use-answer.ts';
import { FilesByIdDocument } from '../../gql/graphql.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { useText } from '../../i18n/text.ts';
import { FileCardFrame } from '../../ui/prose/file-card-frame.tsx';
import { useDownload } from './use-file-actions.ts';

/** So many files are asked for at once. */
const AT_ONCE = 200;

/** A file that a text refers to, as it is now: its name, size and kind, and the way to get it. */
export default function FileCard(props: { fileId: string; name: string; all: readonly string[] }) {
  const t = useText();
  const sizes = useSizes();
  const download = useDownload();
  const { fileId, all } = props;
  const start = Math.floor(Math.max(all.indexOf(fileId), 0) / AT_ONCE) * AT_ONCE;
  const ids = all.includes(fileId) ? all.slice(start, start + AT_ONCE) : [fileId];
  // Every card of a text asks the same, so that one request answers them all.
  const { data } = useAnswer(FilesByIdDocument, { ids });
  const file = data?.filesById.find(({ id }) => id === fileId);
  if (!file) {
    return <FileCardFrame name={props.name} about={data ? t('file.missing') : undefined} />;
  }
  return (
    <FileCardFrame
      kind={file.kind}
      name={file.name}
      about={`${t(`file.kind.${file.kind}`)} · ${sizes(file.size)}`}
      onDownload={() => void download(file.id)}
    />
  );
}

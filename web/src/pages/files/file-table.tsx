import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { FileOrder } from '../../gql/graphql.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { useText } from '../../i18n/text.ts';
import { Person } from '../../ui/person.tsx';
import { Time } from '../../ui/time.tsx';
import { placeOfDocument } from '../document/document-place.ts';
import { useOrganization } from '../organization/organization-context.ts';
import { FileMenu } from './file-menu.tsx';
import { FileThumb } from './file-thumb.tsx';
import type { FileView } from './file-view.ts';
import { orderedBy, type ListOrder } from './list-order.ts';
import classes from './files.module.css';

/** Files as a table; on phones each becomes a small card. Without an order its head is not shown. */
export function FileTable(props: {
  files: readonly FileView[];
  label: string;
  order?: ListOrder;
  onOpen: (id: string) => void;
  onChange: () => void;
  action?: (file: FileView) => ReactNode;
}) {
  const t = useText();
  const { order } = props;
  return (
    <table className={classes.table} aria-label={props.label}>
      <thead className={order ? undefined : 'k-quiet'}>
        <tr>
          <Head sort="NAME" order={order} label={t('files.name')} />
          <Head sort="SIZE" order={order} label={t('files.size')} />
          <Head sort="UPDATED" order={order} label={t('files.changed')} />
          <td />
        </tr>
      </thead>
      <tbody>
        {props.files.map((file) => (
          <Row key={file.id} file={file} onOpen={props.onOpen}>
            {props.action ? props.action(file) : <FileMenu file={file} {...props} />}
          </Row>
        ))}
      </tbody>
    </table>
  );
}

function Row(props: { file: FileView; onOpen: (id: string) => void; children: ReactNode }) {
  const t = useText();
  const sizes = useSizes();
  const { slug } = useOrganization();
  const { file } = props;
  return (
    <tr>
      <td>
        <div className={classes.nameCell}>
          <FileThumb file={file} />
          <div className={classes.names}>
            <button
              type="button"
              className={classes.name}
              aria-label={t('file.open', { name: file.name })}
              onClick={() => props.onOpen(file.id)}
            >
              <bdi>{file.name}</bdi>
            </button>
            {file.document && (
              <Link to={placeOfDocument(slug, file.document)} className={classes.inDocument}>
                {file.document.title}
              </Link>
            )}
          </div>
        </div>
      </td>
      <td className={classes.size}>{sizes(file.size)}</td>
      <td className={classes.changed}>
        <span>
          <Person user={file.updatedBy} size={18} />
          <Time at={file.updatedAt} />
        </span>
      </td>
      <td className={classes.actions}>{props.children}</td>
    </tr>
  );
}

function Head({ sort, order, label }: { sort: FileOrder; order: ListOrder | undefined; label: string }) {
  const t = useText();
  const [params] = useSearchParams();
  if (!order) return <th>{label}</th>;
  const isOn = order.sort === sort;
  const Arrow = order.descending ? IconArrowDown : IconArrowUp;
  return (
    <th aria-sort={isOn ? (order.descending ? 'descending' : 'ascending') : 'none'}>
      <Link
        to={{ search: orderedBy(params, sort).toString() }}
        className={classes.sort}
        title={t('files.sort', { column: label })}
        data-keeps-focus
      >
        {label}
        {isOn && <Arrow size={14} aria-hidden />}
      </Link>
    </th>
  );
}

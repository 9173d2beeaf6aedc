import { useState } from 'react';
import { useClient, type AnyVariables, type TypedDocumentNode } from 'urql';
import { failureOf } from '../../../client/failure.ts';
import type { Failure } from '../../../ui/failure.ts';
import { download } from '../../../ui/download.ts';
import { toCsv } from './csv.ts';

const PAGE = 100;

interface PageOf<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** Reads every page of an answer and hands it to the person as a file; nothing is downloaded when one page fails. */
export function useDownloadAll<Data, Variables extends AnyVariables, Node>(
  document: TypedDocumentNode<Data, Variables>,
  pageOf: (data: Data) => PageOf<Node>,
): {
  run(
    name: string,
    variables: Omit<Variables, 'first' | 'after'>,
    rowsOf: (nodes: readonly Node[]) => readonly (readonly string[])[],
  ): Promise<void>;
  busy: boolean;
  failure: Failure | null;
} {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    busy,
    failure,
    run: async (name, variables, rowsOf) => {
      setBusy(true);
      setFailure(null);
      const nodes: Node[] = [];
      let after: string | null = null;
      let failed: Failure | null = null;
      do {
        const asked = { ...variables, first: PAGE, after } as unknown as Variables;
        const { data, error } = await client
          .query(document, asked, { requestPolicy: 'network-only' })
          .toPromise();
        failed = failureOf(error);
        if (failed || !data) break;
        const page = pageOf(data);
        nodes.push(...page.edges.map(({ node }) => node));
        after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
      } while (after !== null);
      setBusy(false);
      setFailure(failed);
      if (!failed) download(name, toCsv(rowsOf(nodes)), 'text/csv');
    },
  };
}

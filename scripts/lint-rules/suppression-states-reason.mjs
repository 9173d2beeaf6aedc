const CONFIGURE = /^\s*eslint\s/;
const DISABLE = /^\s*eslint-disable(?:-next-line|-line)?(?=\s|$)/;

/**
 * A suppression names its rules and says why, after `--` (STYLE.md, "a suppression states its reason").
 *
 * The report lies one column before the line, where no directive of the file reaches, so that a blanket
 * `eslint-disable` cannot silence it.
 */
export const suppressionStatesReason = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      reason: 'Say why, for example: eslint-disable-next-line rule-name -- the reason in a few words.',
      blanket: 'Name the rules that are suppressed; a blanket suppression hides what comes later.',
    },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const isDisable = DISABLE.test(comment.value);
          if (!isDisable && !(comment.type === 'Block' && CONFIGURE.test(comment.value))) continue;
          const [rules, ...reason] = comment.value.split(/\s-{2,}\s/);
          const { line } = comment.loc.start;
          const loc = { start: { line, column: -1 }, end: comment.loc.end };
          if (reason.join(' ').trim().length < 8) context.report({ loc, messageId: 'reason' });
          if (isDisable && rules.replace(DISABLE, '').trim() === '')
            context.report({ loc, messageId: 'blanket' });
        }
      },
    };
  },
};

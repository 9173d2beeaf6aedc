const PROPERTIES = new Set(['innerHTML', 'outerHTML', 'srcdoc']);
const METHODS = new Set([
  'insertAdjacentHTML',
  'createContextualFragment',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
]);

/**
 * No string becomes markup (THREATS.md 33, stored XSS; OWASP ASVS 5.0.0 V1.2.1). Rich text is rendered from
 * the checked ProseMirror document node by node.
 */
export const noRawHtml = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      html: '{{what}} turns a string into markup: render nodes from the checked document instead.',
    },
  },
  create(context) {
    const report = (node, what) => context.report({ node, messageId: 'html', data: { what } });
    return {
      JSXAttribute(node) {
        const { name } = node.name;
        if (name === 'dangerouslySetInnerHTML' || name === 'srcDoc') report(node, name);
      },
      Property(node) {
        const name = node.key.name ?? node.key.value;
        if (name === 'dangerouslySetInnerHTML') report(node, name);
      },
      AssignmentExpression(node) {
        const { property } = node.left;
        const name = property?.name ?? property?.value;
        if (PROPERTIES.has(name)) report(node, name);
      },
      CallExpression(node) {
        const { object, property } = node.callee;
        if (METHODS.has(property?.name)) report(node, property.name);
        if (object?.name === 'document' && /^write(ln)?$/.test(property?.name))
          report(node, 'document.write');
      },
    };
  },
};

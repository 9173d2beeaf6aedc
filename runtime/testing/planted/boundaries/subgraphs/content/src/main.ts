import './document/document.resolver.js';

export const content = 'clean';

import '#subgraphs/content/src/main.js';
import '#gateway/src/main.js';

export const standalone = 'composes the processes';

import '../ui/card.js';

export const home = 'a page may import ui';

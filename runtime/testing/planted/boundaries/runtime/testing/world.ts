export const world = 'clean';

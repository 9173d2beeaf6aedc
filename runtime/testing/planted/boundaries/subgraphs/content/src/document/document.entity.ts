export const entity = 'clean';

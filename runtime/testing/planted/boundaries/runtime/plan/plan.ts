export const plan = 'clean';

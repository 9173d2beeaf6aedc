export const card = 'clean';

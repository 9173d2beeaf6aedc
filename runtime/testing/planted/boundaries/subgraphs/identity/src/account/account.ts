export const account = 'clean';

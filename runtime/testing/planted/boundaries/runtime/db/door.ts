export const door = 'clean';

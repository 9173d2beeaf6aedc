import '#runtime/testing/world.js';

export const test = 'a test may import runtime/testing';

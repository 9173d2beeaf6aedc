import { expect } from 'vitest';

/** Plants a fault, expects a check to turn red, takes the fault out and expects green again. */
export async function turnsRed(
  outcome: () => Promise<string>,
  plant: () => Promise<unknown>,
  takeOut: () => Promise<unknown>,
): Promise<void> {
  expect(await outcome(), 'before').toBe('passed');
  await plant();
  try {
    expect(await outcome(), 'with the fault').toBe('failed');
  } finally {
    await takeOut();
  }
  expect(await outcome(), 'after').toBe('passed');
}

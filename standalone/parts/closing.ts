/** One step of an orderly end. */
export type Closing = () => Promise<unknown>;

/**
 * Opens something of several parts. What was opened is closed again, newest first, when a later part does not open,
 * and by the function that `open` is given to hand out.
 */
export async function withClosing<T>(
  open: (closing: Closing[], close: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const closing: Closing[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    return await open(closing, close);
  } catch (error) {
    await close();
    throw error;
  }
}

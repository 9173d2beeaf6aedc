/**
 * The text of a file as its program wrote it: UTF-8, or Windows-1252 when it is none, as spreadsheets save it. Every
 * text of umlauts in Windows-1252 is broken UTF-8, so the first that reads is right.
 */
export async function readTextFile(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

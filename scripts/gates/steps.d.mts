export type Step =
  { name: string; command: readonly string[] } | { name: string; run: () => Promise<string> | string };
export interface Outcome {
  name: string;
  ok: boolean;
  seconds: number;
  output: string;
}
export function runSteps(
  steps: readonly Step[],
  options: { cwd: string; write?: (text: string) => void },
): Promise<Outcome[]>;
export function runAsProgram(
  steps: readonly Step[],
  options: { cwd: string; args: readonly string[]; evidence?: string },
): Promise<void>;

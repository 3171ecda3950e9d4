import type { Finding } from '../clients/gate.ts';

/** Tries steps one after another; each that fails says why, and the next is tried all the same. */
export class Steps {
  readonly findings: Finding[] = [];

  async step(name: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
      this.findings.push({ name });
    } catch (error) {
      this.findings.push({
        name,
        fault: String((error as Error).message)
          .split('\n')
          .slice(0, 12)
          .join('\n          '),
      });
    }
  }
}

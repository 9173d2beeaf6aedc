import type { Linter } from 'eslint';

export function documentsConfig(schema: string, documents: string): Linter.Config[];

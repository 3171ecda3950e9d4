#!/usr/bin/env node
/**
 * Starts the command line. In JavaScript, so that what was translated and compiled before is looked for before the
 * first file in TypeScript is read.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Where it cannot be kept, commands only start a little later.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/citetrail'));

await import('./main.ts');

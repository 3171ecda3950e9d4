/** Runs before every test file; what it says anew for each is kept elsewhere, in modules that load once. */
import { afterAll } from 'vitest';
import { endAll } from './ending.ts';

afterAll(endAll);

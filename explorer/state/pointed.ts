import { signal } from '@preact/signals';

/** The entity that the pointer or the focus is on, in the picture or in the list: the other shows it as well. */
export const pointed = signal<string | null>(null);

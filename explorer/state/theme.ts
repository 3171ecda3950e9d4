/** Light or dark: as the system has it, or as the reader chose. */
import { effect, signal } from '@preact/signals';

export type Theme = 'light' | 'dark';

const KEY = 'citetrail-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const system = signal<Theme>(dark.matches ? 'dark' : 'light');
dark.addEventListener('change', () => {
  system.value = dark.matches ? 'dark' : 'light';
});

const chosen = signal<Theme | null>(remembered());

/** The theme that is shown. */
export const theme = () => chosen.value ?? system.value;

/** Changes to the other theme; what the system has anyway is not remembered as a choice. */
export function switchTheme(): void {
  const next = theme() === 'dark' ? 'light' : 'dark';
  chosen.value = next === system.value ? null : next;
  try {
    if (chosen.value) localStorage.setItem(KEY, chosen.value);
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing still shows it until the page is left.
  }
}

/** Whether movement should be kept away. */
export const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

effect(() => {
  if (chosen.value) document.documentElement.dataset.theme = chosen.value;
  else delete document.documentElement.dataset.theme;
});

function remembered(): Theme | null {
  try {
    const found = localStorage.getItem(KEY);
    return found === 'light' || found === 'dark' ? found : null;
  } catch {
    return null;
  }
}

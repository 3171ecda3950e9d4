import { Brand } from './brand.tsx';
import { PageLinks } from './page-links.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** The top of pages that have no search. */
export function PlainTop({ at }: Parameters<typeof PageLinks>[0]) {
  return (
    <header class="top">
      <Brand />
      <PageLinks {...(at && { at })} />
      <ThemeSwitch />
    </header>
  );
}

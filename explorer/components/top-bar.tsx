import { leave, view } from '../state/view.ts';
import { Brand } from './brand.tsx';
import { PageLinks } from './page-links.tsx';
import { SearchBox } from './search-box.tsx';
import { Share } from './share.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

export function TopBar() {
  const goHome = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    leave();
  };
  return (
    <header class="top">
      <Brand onClick={goHome} />
      <SearchBox />
      {view.value.at !== null && <Share />}
      <PageLinks />
      <ThemeSwitch />
    </header>
  );
}

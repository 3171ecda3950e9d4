import { KindSwitches } from './components/kind-switches.tsx';
import { Notice } from './components/notice.tsx';
import { PictureArea } from './components/picture-area.tsx';
import { SidePanel } from './components/side-panel.tsx';
import { Start } from './components/start.tsx';
import { TopBar } from './components/top-bar.tsx';
import { YearRange } from './components/year-range.tsx';
import { view } from './state/view.ts';

/** The whole page: the beginning, or the picture between its switches and what is selected. */
export function App() {
  const { at, open } = view.value;
  return (
    <>
      <TopBar />
      <Notice />
      {at === null && open.size === 0 ? (
        <Start />
      ) : (
        <main class="explorer">
          <h1 class="unseen">Explorer</h1>
          <details class="switches" open={matchMedia('(min-width: 60rem)').matches}>
            <summary>Filters</summary>
            <KindSwitches />
          </details>
          <div class="centre">
            <PictureArea />
            <YearRange />
          </div>
          <SidePanel />
        </main>
      )}
    </>
  );
}

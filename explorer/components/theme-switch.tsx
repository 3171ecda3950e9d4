import { switchTheme, theme } from '../state/theme.ts';

export function ThemeSwitch() {
  const other = theme() === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      class="icon"
      onClick={switchTheme}
      aria-label={`Switch to ${other}`}
      title={`Switch to ${other}`}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {other === 'dark' ? (
          <path d="M13.500 10A6 6 0 0 1 6 2.500 6 6 0 1 0 13.500 10z" />
        ) : (
          <path d="M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1" />
        )}
      </svg>
    </button>
  );
}

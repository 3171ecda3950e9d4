/** What stands around GraphiQL on its page: links to the other pages, its shape on a phone, and a key. */

/** For the head: the width of a phone is its width, and there one thing stands below another. */
export const HEAD = `<meta name="viewport" content="width=device-width, initial-scale=1" />
    <style>
      body { margin: 0; height: 100dvh; display: flex; flex-direction: column; }
      #root { flex: 1; min-height: 0; }
      #root .graphiql-container { width: 100%; height: 100%; }
      .ways {
        color-scheme: light dark;
        display: flex; gap: 18px; padding: 9px 20px 0;
        font: 14px Roboto, sans-serif;
        background: light-dark(#fff, hsl(219 29% 18%));
      }
      .graphiql-light .ways { color-scheme: light; }
      .graphiql-dark .ways { color-scheme: dark; }
      .ways a { color: light-dark(hsl(219 28% 32%), hsl(219 29% 78%)); text-decoration: none; padding: 3px 0; }
      .ways a:hover { text-decoration: underline; }
      @media (max-width: 48rem) {
        #root .graphiql-container, #root .graphiql-main, #root #graphiql-session { flex-direction: column; }
        #root .graphiql-main { min-height: 0; }
        #root .graphiql-sidebar { flex: none; flex-direction: row; width: auto; padding: 4px 8px 0; }
        #root .graphiql-sidebar > button { height: 36px; }
        #root .graphiql-sidebar > [style*="margin-top"] { margin: 0 0 0 auto !important; }
        #root .graphiql-sessions { margin: 8px; min-height: 0; }
        #root .graphiql-plugin { flex-grow: 1 !important; max-width: none !important; }
        #root .graphiql-horizontal-drag-bar, #root .graphiql-logo { display: none; }
      }
    </style>`;

/** For the beginning of the body. */
export const WAYS = `<nav class="ways" aria-label="Pages">
        <a href="/">← Explorer</a>
        <a href="/examples">Examples</a>
        <a href="/schema">Schema</a>
      </nav>`;

/** For the end of the body. GraphiQL hears Ctrl and Enter in its editors alone, and none has the focus at first. */
export const KEYS = `<script>
        addEventListener('keydown', (event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          if (event.target.closest('.monaco-editor')) return;
          document.querySelector('.graphiql-execute-button')?.click();
        });
      </script>`;

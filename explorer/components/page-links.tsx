const PAGES = { '/examples': 'Examples', '/graphql': 'GraphiQL', '/schema': 'Schema' } as const;

/** Links to the other pages; `at` is the one that is shown. */
export function PageLinks({ at }: { at?: keyof typeof PAGES }) {
  return (
    <nav class="pages" aria-label="Pages">
      {Object.entries(PAGES).map(([path, name]) => (
        <a key={path} href={path} {...(path === at && { 'aria-current': 'page' as const })}>
          {name}
        </a>
      ))}
    </nav>
  );
}

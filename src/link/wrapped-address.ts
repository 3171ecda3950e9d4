/** Addresses inside addresses: of a page that is shown as a copy or by a viewer, or that another page only passes on to. */

/** Finds the address inside one of a host's; null for none. */
type Unwrapping = (url: URL) => string | null;

/** Every host that shows other pages or passes on to them, without `www.`; what only shares a page or lets in to it is none. */
const WRAPPING: readonly (readonly [host: RegExp, unwrapping: Unwrapping])[] = [
  // Archives.
  [/^(?:web\.)?archive\.org$/, behind(/^\/web\/[^/]+\//)],
  [/^webarchive\.nationalarchives\.gov\.uk$/, behind(/^\/(?:(?:ukgwa|tna)\/)?(?:[\d*+]+[a-z_]*|timeline)\//)],
  [/^webarchive\.nrscotland\.gov\.uk$/, behind(/^\/\d+[a-z_]*\//)],
  [/^webarchive\.org\.uk$/, behind(/^\/wayback\/(?:archive|en\/archive)\/\d+[a-z_]*\//)],
  [/^archive\.(?:ph|today|is|li|md|vn|fo)$/, behind(/^\/(?:[^/]+\/){0,2}?(?=https?:)/)],
  // Viewers of AMP pages.
  [/^google\.[a-z.]+$/, behind(/^\/amp\/(?:s\/)?/)],
  [/\.cdn\.ampproject\.org$/, (url) => behind(/^\/[a-z]\/(?:s\/)?/)(url) ?? hostInLabel(url)],
  // Pages that count who leaves, or warn of where it leads.
  [/^google\.[a-z.]+$/, inParameter(/^\/url$/, 'q', 'url')],
  [/^lm?\.(?:facebook|instagram|messenger)\.com$/, inParameter(/^\/(?:l\.php)?$/, 'u')],
  [/^facebook\.com$/, inParameter(/^\/l\.php$/, 'u')],
  [/^youtube\.com$/, inParameter(/^\/redirect$/, 'q')],
  [/^linkedin\.com$/, inParameter(/^\/(?:redir\/redirect|safety\/go)$/, 'url')],
  [/^out\.reddit\.com$/, inParameter(/^\//, 'url')],
  [/^t\.umblr\.com$/, inParameter(/^\/redirect$/, 'z')],
  [/^duckduckgo\.com$/, inParameter(/^\/l\/$/, 'uddg')],
  [/^slack-redir\.net$/, inParameter(/^\/link$/, 'url')],
  [/\.safelinks\.protection\.outlook\.com$/, inParameter(/^\//, 'url')],
  [/^linkprotect\.cudasvc\.com$/, inParameter(/^\/url$/, 'a')],
  // Whoever calls it so.
  [
    /./,
    inParameter(
      /\/(?:redirect|redir|out|outbound|outgoing|away)(?:\.php)?\/?$/,
      'url',
      'u',
      'target',
      'dest',
      'destination',
    ),
  ],
];

/** The address that a web address wraps; null where it is a page of its own. */
export function wrappedIn(url: URL): string | null {
  const name = url.hostname.replace(/^www\./, '');
  for (const [host, unwrapping] of WRAPPING) {
    const address = host.test(name) ? unwrapping(url) : null;
    if (address) return address;
  }
  return null;
}

/** What stands behind the beginning of a path: `/web/2021/https://example.org/a`. */
function behind(beginning: RegExp): Unwrapping {
  return ({ pathname, search }) => {
    const [begun] = beginning.exec(pathname) ?? [];
    return begun === undefined ? null : (pathname + search).slice(begun.length);
  };
}

/** The first of these parameters that is a whole address, as in `/url?q=https%3A%2F%2Fexample.org%2Fa`. */
function inParameter(path: RegExp, ...parameters: readonly string[]): Unwrapping {
  return ({ pathname, searchParams }) => {
    if (!path.test(pathname)) return null;
    const values = parameters.map((parameter) => searchParams.get(parameter) ?? '');
    return values.find((value) => /^https?:\/\//i.test(value)) ?? null;
  };
}

/** What the AMP cache calls a host: with dashes for dots, and its dashes doubled. */
function hostInLabel({ hostname, pathname, search }: URL): string {
  const [label] = hostname.split('.', 1);
  return label!.replaceAll('--', '\0').replaceAll('-', '.').replaceAll('\0', '-') + pathname + search;
}

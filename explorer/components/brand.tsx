/** The name with its sign, as a link to the beginning. */
export function Brand({ onClick }: { onClick?: (event: MouseEvent) => void }) {
  return (
    <a class="brand" href="/" aria-label="Citetrail, to the beginning" {...(onClick && { onClick })}>
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <path d="M8 22 16 9l8 13" />
        <circle class="a" cx="16" cy="9" r="5" />
        <circle class="b" cx="8" cy="23" r="4" />
        <circle class="b" cx="24" cy="23" r="4" />
      </svg>
      <span>Citetrail</span>
    </a>
  );
}

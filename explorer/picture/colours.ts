/** Colours of the styles as the canvas needs them: worked out for the theme that is shown. */

/** Reads custom properties of the page, each once. Take a new one when the theme changes. */
export function readColours(): (property: string) => string {
  const known = new Map<string, string>();
  return (property) => {
    let colour = known.get(property);
    if (colour === undefined) {
      // The value of the property itself may be a choice between themes; a colour made of it is worked out.
      const probe = document.createElement('i');
      probe.style.color = `var(${property})`;
      document.body.append(probe);
      colour = getComputedStyle(probe).color;
      probe.remove();
      known.set(property, colour);
    }
    return colour;
  };
}

/** A colour of the form `rgb(…)` so far towards another, from 0 to 1. */
export function towards(colour: string, other: string, far: number): string {
  const [a, b] = [colour, other].map((text) => (text.match(/[\d.]+/g) ?? []).map(Number));
  const mixed = [0, 1, 2].map((i) => Math.round((a?.[i] ?? 0) * (1 - far) + (b?.[i] ?? 0) * far));
  return `rgb(${mixed.join(', ')})`;
}

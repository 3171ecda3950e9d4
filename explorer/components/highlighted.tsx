/** A text with places of it marked; places are counted in code points, as the API counts them. */
export function Highlighted({
  text,
  places,
}: {
  text: string;
  places: readonly { start: number; end: number }[];
}) {
  const points = Array.from(text);
  const parts = [];
  let at = 0;
  for (const { start, end } of places) {
    parts.push(points.slice(at, start).join(''), <b key={start}>{points.slice(start, end).join('')}</b>);
    at = end;
  }
  return (
    <>
      {parts}
      {points.slice(at).join('')}
    </>
  );
}

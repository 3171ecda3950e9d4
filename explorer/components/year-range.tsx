import { years as points } from '../state/details.ts';
import { show, view } from '../state/view.ts';
import { counted } from '../words.ts';

/** Two ends of time over how much was said in each year, of the entity looked at. */
export function YearRange() {
  if (points.value.length < 2) return null;
  const counts = new Map(points.value.map(({ period, count }) => [Number(period), count]));
  const known = [...counts.keys()];
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const [from, to] = view.value.years ?? [first, last];
  const most = Math.max(...counts.values());
  const all = Array.from({ length: last - first + 1 }, (_, i) => first + i);

  const narrow = (a: number, b: number) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    show({ years: low <= first && high >= last ? null : [low, high] }, 'replace');
  };
  const end = (label: string, value: number, other: number) => (
    <input
      type="range"
      min={first}
      max={last}
      step="1"
      value={Math.min(last, Math.max(first, value))}
      aria-label={label}
      aria-valuetext={String(value)}
      onInput={({ currentTarget }) => narrow(Number(currentTarget.value), other)}
    />
  );
  return (
    <fieldset class="years">
      <legend>
        <b>{from === to ? from : `${from} – ${to}`}</b>{' '}
        {counted(
          all.reduce((sum, year) => sum + (year >= from && year <= to ? (counts.get(year) ?? 0) : 0), 0),
          'dated relation',
        )}
        {view.value.years && (
          <button type="button" class="quiet" onClick={() => show({ years: null })}>
            all years
          </button>
        )}
      </legend>
      <div class="histogram" aria-hidden="true" style={{ '--bar': `${80 / (last - first)}%` }}>
        {all.map((year) => (
          <span
            key={year}
            class={year >= from && year <= to ? 'in' : 'out'}
            title={`${year}: ${counts.get(year) ?? 0}`}
            style={{
              left: `${(100 * (year - first)) / (last - first)}%`,
              height: `${counts.has(year) ? 10 + (90 * counts.get(year)!) / most : 0}%`,
            }}
          />
        ))}
      </div>
      <div class="ends">
        {end('From year', from, to)}
        {end('To year', to, from)}
      </div>
      <div class="scale" aria-hidden="true">
        <span>{first}</span>
        <span>{last}</span>
      </div>
    </fieldset>
  );
}

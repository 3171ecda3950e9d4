import { useEffect, useRef } from 'preact/hooks';
import { canDraw, type Drawing, drawInto } from '../picture/drawing.ts';
import { lack } from '../state/details.ts';
import { busy } from '../state/expansions.ts';
import { picture } from '../state/picture.ts';
import { counted } from '../words.ts';

const drawable = canDraw();

/** Why nothing is drawn. */
const REASONS = {
  missing: 'There is no such thing in the graph. Search for something else.',
  unread: 'What is looked at could not be read.',
  filtered: 'Search for something else, or let more through the filters.',
} as const;

/** The picture, where the browser can draw it. All it shows stands in the panel as well. */
export function PictureArea() {
  const container = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  useEffect(() => {
    if (!drawable || !container.current) return;
    drawing.current = drawInto(container.current);
    return () => drawing.current?.stop();
  }, []);
  const { entities, lines } = picture.value;
  if (!drawable) {
    return (
      <p class="no-picture">This browser cannot draw the graph (it lacks WebGL). The list has all of it.</p>
    );
  }
  return (
    <div class="picture">
      <div
        ref={container}
        class="canvas"
        role="img"
        aria-label={`A graph of ${counted(entities.size, 'entity', 'entities')} and ${counted(lines.size, 'line')} between them. The list has the same in words.`}
      />
      <p class="caption" aria-hidden="true">
        {counted(entities.size, 'entity', 'entities')}, {counted(lines.size, 'line')}
        {busy.value.size > 0 && <span class="reading"> reading …</span>}
      </p>
      {entities.size === 0 && busy.value.size === 0 && (
        <p class="nothing-drawn" aria-hidden="true">
          Nothing to draw.
          <span>{REASONS[lack.value ?? 'filtered']}</span>
        </p>
      )}
      <div class="zoom">
        <button type="button" class="icon" aria-label="Zoom in" onClick={() => drawing.current?.zoom(1.5)}>
          +
        </button>
        <button
          type="button"
          class="icon"
          aria-label="Zoom out"
          onClick={() => drawing.current?.zoom(1 / 1.5)}
        >
          −
        </button>
        <button type="button" class="icon" aria-label="Show all" onClick={() => drawing.current?.fit()}>
          ⤢
        </button>
      </div>
    </div>
  );
}

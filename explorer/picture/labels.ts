/**
 * How names are written into the picture: beside their points, on a halo of the ground so that lines do not
 * strike them through, and not over each other.
 */
import type { Settings } from 'sigma/settings';
import type { NodeDisplayData, PartialButFor } from 'sigma/types';
import { clip } from '../words.ts';

type Named = PartialButFor<NodeDisplayData, 'x' | 'y' | 'size' | 'label' | 'color'>;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
}

/** The colours that names are written with. */
export interface Inks {
  readonly ground: string;
  readonly ink: string;
}

/** Writes names for one frame after another. */
export class Labels {
  /** Where names stand in this frame. */
  #taken: Box[] = [];

  /** Forgets the names of the frame before. */
  begin(): void {
    this.#taken = [];
  }

  /** Writes a name where there is room for it. That of a point that is pointed at only keeps its room. */
  write(context: CanvasRenderingContext2D, node: Named, settings: Settings, inks: Inks): void {
    const name = placeFor(context, node, settings);
    if (!name) return;
    if (!node.highlighted && this.#taken.some((box) => overlap(box, name.box, settings.labelSize))) return;
    this.#taken.push(name.box);
    if (!node.highlighted) draw(context, name, settings, inks);
  }

  /** Rings the point that is pointed at or looked at, and writes its name over everything else. */
  point(context: CanvasRenderingContext2D, node: Named, settings: Settings, inks: Inks): void {
    context.beginPath();
    context.arc(node.x, node.y, node.size + 4, 0, Math.PI * 2);
    context.lineWidth = 2;
    context.strokeStyle = node.color;
    context.stroke();
    const name = placeFor(context, { ...node, highlighted: true }, settings);
    if (!name) return;
    const { left, right, middle } = name.box;
    const height = settings.labelSize * 1.7;
    context.save();
    context.globalAlpha = 0.88;
    context.fillStyle = inks.ground;
    context.beginPath();
    context.roundRect(left - 5, middle - height / 2, right - left + 10, height, height / 2);
    context.fill();
    context.restore();
    draw(context, name, settings, inks);
  }
}

interface Fitted {
  readonly text: string;
  readonly box: Box;
}

/**
 * A name beside its point, on the side away from the middle unless the other has more room for it; cut to
 * the room that there is. Sets the letters of the context.
 */
function placeFor(context: CanvasRenderingContext2D, node: Named, settings: Settings): Fitted | null {
  if (!node.label) return null;
  const weight = node.highlighted ? '600' : settings.labelWeight;
  context.font = `${weight} ${settings.labelSize}px ${settings.labelFont}`;
  const far = node.size + (node.highlighted ? 9 : 6);
  const across = context.canvas.clientWidth;
  const room = { left: node.x - far - 6, right: across - node.x - far - 6 };
  let text = node.label;
  let { width } = context.measureText(text);
  const outward = node.x < across / 2 ? 'left' : 'right';
  const side = width <= room[outward] ? outward : room.left > room.right ? 'left' : 'right';
  if (width > room[side]) {
    text = clip(text, Math.floor((text.length * room[side]) / width) - 1);
    ({ width } = context.measureText(text));
  }
  const left = side === 'left' ? node.x - far - width : node.x + far;
  return { text, box: { left, right: left + width, middle: node.y } };
}

function draw(
  context: CanvasRenderingContext2D,
  { text, box }: Fitted,
  { labelSize }: Settings,
  { ground, ink }: Inks,
): void {
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = ground;
  context.fillStyle = ink;
  context.strokeText(text, box.left, box.middle + labelSize / 3);
  context.fillText(text, box.left, box.middle + labelSize / 3);
}

const overlap = (a: Box, b: Box, height: number) =>
  a.left < b.right && b.left < a.right && Math.abs(a.middle - b.middle) < height + 2;

/** How names are written into the picture: on a halo of the ground, so that lines do not strike them through. */
import type { Settings } from 'sigma/settings';
import type { NodeDisplayData, PartialButFor } from 'sigma/types';

type Named = PartialButFor<NodeDisplayData, 'x' | 'y' | 'size' | 'label' | 'color'>;

/** Writes a name beside its point: on the side away from the middle, where there is room for it. */
export function drawName(
  context: CanvasRenderingContext2D,
  node: Named,
  settings: Settings,
  ground: string,
  ink: string,
): void {
  if (!node.label) return;
  const weight = node.highlighted ? '600' : settings.labelWeight;
  context.font = `${weight} ${settings.labelSize}px ${settings.labelFont}`;
  const all = context.canvas.clientWidth;
  const far = node.size + 6;
  const { width } = context.measureText(node.label);
  const left = node.x < all / 2 ? node.x - far - width > 4 : node.x + far + width > all - 4;
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = ground;
  context.fillStyle = ink;
  const [x, y] = [left ? node.x - far - width : node.x + far, node.y + settings.labelSize / 3];
  if (node.highlighted) drawPill(context, x, node.y, width, settings.labelSize, ground);
  context.strokeText(node.label, x, y);
  context.fillText(node.label, x, y);
}

/** Rings the point that is pointed at or looked at, and writes its name. */
export function drawPointed(
  context: CanvasRenderingContext2D,
  node: Named,
  settings: Settings,
  ground: string,
  ink: string,
): void {
  context.beginPath();
  context.arc(node.x, node.y, node.size + 4, 0, Math.PI * 2);
  context.lineWidth = 2;
  context.strokeStyle = node.color;
  context.stroke();
  drawName(context, { ...node, highlighted: true, size: node.size + 3 }, settings, ground, ink);
}

/** Lays a ground under a name that many lines run through. */
function drawPill(
  context: CanvasRenderingContext2D,
  x: number,
  middle: number,
  width: number,
  height: number,
  ground: string,
): void {
  context.save();
  context.globalAlpha = 0.88;
  context.fillStyle = ground;
  context.beginPath();
  context.roundRect(x - 6, middle - height * 0.85, width + 12, height * 1.7, height);
  context.fill();
  context.restore();
}

import type { Settings } from 'sigma/settings';
import type { EdgeDisplayData, NodeDisplayData, PartialButFor } from 'sigma/types';

/** Writes what a line says upon its middle, along it, never upside down. */
export function drawEdgeLabel(
  context: CanvasRenderingContext2D,
  edge: PartialButFor<EdgeDisplayData, 'label' | 'color' | 'size'>,
  source: PartialButFor<NodeDisplayData, 'x' | 'y' | 'size'>,
  target: PartialButFor<NodeDisplayData, 'x' | 'y' | 'size'>,
  settings: Settings,
  ground: string,
): void {
  if (!edge.label) return;
  const [across, down] = [target.x - source.x, target.y - source.y];
  context.font = `${settings.edgeLabelSize}px ${settings.edgeLabelFont}`;
  const { width } = context.measureText(edge.label);
  if (Math.hypot(across, down) < width + source.size + target.size + 12) return;
  let turn = Math.atan2(down, across);
  if (Math.abs(turn) > Math.PI / 2) turn += Math.PI;
  context.save();
  context.translate((source.x + target.x) / 2, (source.y + target.y) / 2);
  context.rotate(turn);
  context.lineJoin = 'round';
  context.lineWidth = 5;
  context.strokeStyle = ground;
  context.fillStyle = edge.color;
  context.strokeText(edge.label, -width / 2, settings.edgeLabelSize / 3);
  context.fillText(edge.label, -width / 2, settings.edgeLabelSize / 3);
  context.restore();
}

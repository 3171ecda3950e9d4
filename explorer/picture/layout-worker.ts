/** Lays a graph out beside the page: steps of ForceAtlas2, with the places sent back every few of them. */
import iterate from 'graphology-layout-forceatlas2/iterate.js';
import type { LayoutTask } from './layout.ts';

/** How long the page is left to draw between two sendings, in milliseconds. */
const PAUSE = 8;

let current = 0;

addEventListener('message', ({ data }: MessageEvent<LayoutTask>) => {
  current = data.run;
  step(data, 0);
});

function step(task: LayoutTask, done: number): void {
  if (task.run !== current) return;
  let count = done;
  const until = performance.now() + 24;
  do {
    iterate(task.settings, task.nodes, task.edges);
    count++;
  } while (count < task.iterations && (task.atOnce || performance.now() < until));
  const finished = count >= task.iterations;
  postMessage({ run: task.run, nodes: task.nodes, finished });
  if (!finished) setTimeout(() => step(task, count), PAUSE);
}

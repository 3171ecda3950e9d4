/** Gives the nodes of a graph their places, in a worker, and again whenever the graph has changed. */
import type Graph from 'graphology';
import settingsFor from 'graphology-layout-forceatlas2/defaults.js';
import helpers from 'graphology-layout-forceatlas2/helpers.js';
import { still } from '../state/theme.ts';

/** What the worker is asked to do. */
export interface LayoutTask {
  readonly run: number;
  readonly nodes: Float32Array;
  readonly edges: Float32Array;
  readonly settings: object;
  readonly iterations: number;
  /** Whether only the end is wanted, without the way there. */
  readonly atOnce: boolean;
}

/** A layout that runs; stopping it ends the worker. */
export interface Layout {
  /** Begins anew from the places that the nodes have. */
  start(): void;
  stop(): void;
}

/** Moves nodes of the graph until they have settled. */
export function layoutOf(graph: Graph): Layout {
  const worker = new Worker(LAYOUT_WORKER, { type: 'module' });
  let run = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<LayoutTask>) => {
    // Places for nodes that have gone or were not there yet are of no use.
    if (data.run === run && data.nodes.length === graph.order * 10) {
      helpers.assignLayoutChanges(graph, data.nodes, null);
    }
  });
  return {
    start() {
      run++;
      if (graph.order < 2) return;
      const { nodes, edges } = helpers.graphToByteArrays(graph, () => 1);
      const many = graph.order > 1_000;
      const settings = {
        ...settingsFor,
        barnesHutOptimize: graph.order > 300,
        gravity: many ? 0.5 : 3,
        scalingRatio: 12,
        slowDown: 2 + Math.log(graph.order),
        strongGravityMode: false,
        linLogMode: false,
        adjustSizes: false,
      };
      const iterations = many ? 250 : 500;
      worker.postMessage({ run, nodes, edges, settings, iterations, atOnce: still() } satisfies LayoutTask);
    },
    stop: () => worker.terminate(),
  };
}

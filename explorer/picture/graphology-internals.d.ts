/** Parts of the layout that its package has no types for. */
declare module 'graphology-layout-forceatlas2/iterate.js' {
  /** One step: moves the nodes of the matrix. */
  export default function iterate(settings: object, nodes: Float32Array, edges: Float32Array): object;
}

declare module 'graphology-layout-forceatlas2/helpers.js' {
  import type Graph from 'graphology';

  interface Helpers {
    /** Nodes as ten numbers each, edges as three. */
    graphToByteArrays(
      graph: Graph,
      weight: (edge: string) => number,
    ): {
      nodes: Float32Array;
      edges: Float32Array;
    };
    assignLayoutChanges(graph: Graph, nodes: Float32Array, reducer: null): void;
  }
  const helpers: Helpers;
  export default helpers;
}

declare module 'graphology-layout-forceatlas2/defaults.js' {
  const settings: object;
  export default settings;
}

/** The address of the worker's script, which the build knows. */
declare const LAYOUT_WORKER: string;

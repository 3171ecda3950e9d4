/**
 * The graph on a canvas. This file alone knows sigma: what it is given are signals, what it gives back is
 * what was clicked on.
 */
import { effect } from '@preact/signals';
import { UndirectedGraph } from 'graphology';
import Sigma from 'sigma';
import { colourOf } from '../palette.ts';
import { picture } from '../state/picture.ts';
import { pointed } from '../state/pointed.ts';
import { still, theme } from '../state/theme.ts';
import { expand, inspect, view } from '../state/view.ts';
import { shortName, words } from '../words.ts';
import { readColours, towards } from './colours.ts';
import { drawEdgeLabel } from './edge-label.ts';
import { Labels } from './labels.ts';
import { layoutOf } from './layout.ts';

/** How many lines of the entity looked at may carry their label before none does. */
const LABELS = 14;

/** From how many entities on drawing them takes so long, on a machine without a graphics card, that it is saved. */
const MANY = 1_000;

/** A drawing that follows the view until it is stopped. */
export interface Drawing {
  zoom(factor: number): void;
  fit(): void;
  stop(): void;
}

/** Whether this browser can draw. */
export function canDraw(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null;
  } catch {
    return false;
  }
}

/** Draws into a container. */
export function drawInto(container: HTMLElement): Drawing {
  const graph = new UndirectedGraph();
  let colour = readColours();
  const faded = (full: string) => towards(full, colour('--ground'), 0.72);
  const labels = new Labels();
  const inks = () => ({ ground: colour('--ground'), ink: colour('--ink') });
  const styled = getComputedStyle(document.body);
  const sigma = new Sigma(graph, container, {
    allowInvalidContainer: true,
    defaultEdgeType: 'arrow',
    enableEdgeEvents: true,
    renderEdgeLabels: true,
    labelFont: styled.fontFamily,
    edgeLabelFont: styled.fontFamily,
    labelSize: 12.5,
    edgeLabelSize: 11,
    labelDensity: 3,
    labelGridCellSize: 60,
    labelRenderedSizeThreshold: 5,
    stagePadding: 80,
    minCameraRatio: 0.05,
    maxCameraRatio: 4,
    zIndex: true,
    defaultDrawNodeLabel: (context, node, settings) => labels.write(context, node, settings, inks()),
    defaultDrawNodeHover: (context, node, settings) => labels.point(context, node, settings, inks()),
    defaultDrawEdgeLabel: (context, edge, source, target, settings) =>
      drawEdgeLabel(context, edge, source, target, settings, colour('--ground')),
    // Reducers are also called while effects run, which must not come to depend on what is looked at here.
    nodeReducer(id, data) {
      const { at } = view.peek();
      const on = id === at || id === pointed.peek();
      const near = at === null || !graph.hasNode(at) || id === at || graph.hasEdge(id, at);
      return {
        ...data,
        color: near || on ? data.color : faded(data.color),
        label: near || on ? data.label : null,
        highlighted: on,
        forceLabel: on,
        zIndex: on ? 2 : near ? 1 : 0,
      };
    },
    edgeReducer(edge, data) {
      const { at } = view.peek();
      const [source, target] = graph.extremities(edge);
      const chosen = data.relation === at;
      const own = chosen || source === at || target === at;
      const on = chosen || source === pointed.peek() || target === pointed.peek();
      const labelled = chosen || (on && own) || (own && graph.degree(at) <= LABELS);
      return {
        ...data,
        color: own || on || at === null || !graph.hasNode(at) ? data.color : faded(data.color),
        size: chosen ? 4 : on && own ? 3 : own ? 2.2 : 1.5,
        label: labelled ? data.label : null,
        forceLabel: labelled,
        zIndex: own ? 1 : 0,
      };
    },
  });
  const layout = layoutOf(graph);
  sigma.on('beforeRender', () => labels.begin());

  sigma.on('clickNode', ({ node }) => inspect(node));
  sigma.on('doubleClickNode', ({ node, preventSigmaDefault }) => {
    preventSigmaDefault();
    expand(node);
  });
  sigma.on('clickEdge', ({ edge }) => inspect(graph.getEdgeAttribute(edge, 'relation')));
  let hovered: string | null = null;
  const pointAt = (id: string | null) => {
    hovered = id;
    pointed.value = id;
    container.style.cursor = id ? 'pointer' : '';
  };
  sigma.on('enterNode', ({ node }) => pointAt(node));
  sigma.on('leaveNode', () => pointAt(null));
  sigma.on('enterEdge', () => {
    container.style.cursor = 'pointer';
  });
  sigma.on('leaveEdge', () => {
    container.style.cursor = '';
  });

  const ends = [
    effect(() => {
      theme();
      colour = readColours();
      if (followPicture(graph, colour)) layout.start();
      // To find out which line is pointed at, all are drawn once more.
      sigma.setSetting('enableEdgeEvents', graph.order <= MANY);
    }),
    effect(() => {
      view.value.at;
      sigma.refresh({ skipIndexation: true, schedule: true });
    }),
    effect(() => {
      // The pointer's own node is drawn above the others; for its lines not everything is drawn anew where there is much.
      if (pointed.value === hovered && graph.order > MANY) return;
      sigma.refresh({ skipIndexation: true, schedule: true });
    }),
  ];

  return {
    zoom: (factor) => {
      const camera = sigma.getCamera();
      void camera.animate({ ratio: camera.ratio / factor }, { duration: still() ? 0 : 180 });
    },
    fit: () => void sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1 }, { duration: still() ? 0 : 250 }),
    stop() {
      for (const end of ends) end();
      layout.stop();
      sigma.kill();
    },
  };
}

/** Makes the graph that of the picture; says whether it has gained or lost anything. */
function followPicture(graph: UndirectedGraph, colour: (property: string) => string): boolean {
  const { entities, lines } = picture.value;
  const { open } = view.peek();
  let changed = false;
  for (const id of graph.nodes()) {
    if (entities.has(id)) continue;
    graph.dropNode(id);
    changed = true;
  }
  for (const edge of graph.edges()) {
    if (lines.has(edge)) continue;
    graph.dropEdge(edge);
    changed = true;
  }
  for (const [id, entity] of entities) {
    const known = graph.hasNode(id);
    graph.mergeNode(id, {
      label: shortName(entity),
      color: colour(colourOf(entity.kind)),
      ...(!known && { x: 0, y: 0, size: 5 }),
    });
    if (!known) changed = true;
  }
  const placed = new Set<string>();
  for (const [pair, { first, others }] of lines) {
    const known = graph.hasEdge(pair);
    const attributes = {
      relation: first.id,
      label: words(first.kind) + (others > 0 ? ` +${others}` : ''),
      color: colour(colourOf(first.kind)),
    };
    if (known) graph.mergeEdgeAttributes(pair, attributes);
    else {
      graph.addEdgeWithKey(pair, first.source.id, first.target.id, attributes);
      changed = true;
    }
  }
  graph.updateEachNodeAttributes((id, node) => ({
    ...node,
    size: Math.min(22, (open.has(id) ? 9 : 5) + Math.sqrt(graph.degree(id))),
    ...(node.x === 0 && node.y === 0 && placeBeside(graph, id, placed)),
  }));
  return changed;
}

/** A first place for a new node: around a neighbour that has one, else near the middle. */
function placeBeside(graph: UndirectedGraph, id: string, placed: Set<string>): { x: number; y: number } {
  const anchor = graph.findNeighbor(id, (_other, { x, y }) => x !== 0 || y !== 0);
  const { x, y } = anchor ? graph.getNodeAttributes(anchor) : { x: 0, y: 0 };
  // The golden angle spreads any number of them evenly, and the same way each time.
  const turn = placed.size * 2.399963;
  const far = (anchor ? 6 : 1) * Math.sqrt(placed.size + 1);
  placed.add(id);
  return { x: x + far * Math.cos(turn), y: y + far * Math.sin(turn) };
}

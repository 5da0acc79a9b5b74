import type { components } from '../../generated/world.ts';

/** A world as its file describes it; `world.schema.json` says what each member means. */
export type World = components['schemas']['World'];

import type { components } from '../../generated/world.ts';

/** A world as its file describes it; `world.schema.json` says what each member means. */
export type World = Loaded<components['schemas']['World']>;

/** Lists that a world file may name as files of their own are there once it was read. */
type Loaded<Described> = { [Name in keyof Described]: Exclude<Described[Name], string> };

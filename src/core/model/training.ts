/** Training the built-in embedding model: what is asked and answered. Folders and files are absolute paths of this machine. */

export interface TrainRequest {
  /** Whose code, comments and history are learned from. With `pairs`, there may be none. */
  readonly folders: readonly string[];
  /** Files of ready-made pairs. */
  readonly pairs?: readonly string[];
  /** Write what would be learned from to this file of pairs, compressed by gzip, and learn nothing. */
  readonly savePairs?: string;
  /** Begin from nothing and write the model to this file, whatever it is worth. Absent: the shipped model is fitted. */
  readonly out?: string;
  /** Share of the pairs that is kept from learning, to tell what the model is worth; 0 to 0.5. 0.12 unless told. */
  readonly heldOut?: number;
  /** The same seed on the same pairs gives the same model. 1 unless told. */
  readonly seed?: number;
}

/** How questions of one sort find their code among all of a project's. */
export interface TrainScore {
  readonly kind: 'doc' | 'commit' | 'name';
  /** Mean reciprocal rank, ranks past ten counting nothing: 0 to 1. */
  readonly mrr: number;
  readonly questions: number;
}

export interface TrainSummary {
  readonly pairs: { readonly doc: number; readonly commit: number; readonly name: number };
  readonly learnedFrom: number;
  readonly heldOut: number;
  /** Words that the model did not know before. */
  readonly newWords: number;
  /** On what was held out: of the shipped model, and of the trained one. Empty where nothing could be asked. */
  readonly before: readonly TrainScore[];
  readonly after: readonly TrainScore[];
  /** Where the model, or the pairs, were written; absent if it was no better, and everything stays as it was. */
  readonly file?: string;
  /** Of the model, or of the pairs' file. */
  readonly bytes: number;
  readonly ms: number;
  readonly cpuMs: number;
  readonly notices: readonly string[];
}

/** `POST /v1/feedback`: what somebody thought of an answer. An array of these is taken as well. */
export interface CreateFeedback {
  /** Of the request that it is about; it need not be in the log yet. Also `traceId` and `traceID`. */
  readonly trace_id: string;
  /** −10 to 10, a whole number. */
  readonly value: number;
  /** 0 to 1, what is not there is 1. */
  readonly weight?: number | null;
  /** Values are kept to 128 characters. */
  readonly metadata?: Readonly<Record<string, unknown>> | null;
}

/** `POST /v1/feedback` */
export interface FeedbackQuery {
  /** Whose it is, by id or slug. Default: the asker's own. */
  readonly workspace_id?: string;
}

/** `PUT /v1/feedback/{id}`: what is not sent stays, the value apart. */
export interface UpdateFeedback {
  readonly value: number;
  readonly weight?: number | null;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
  /** The same as in the address. */
  readonly feedback_id?: string;
}

/** What is answered to either. */
export interface FeedbackKept {
  readonly status: 'success';
  readonly message: string;
  /** In the order in which they were sent. */
  readonly feedback_ids: readonly string[];
}

/** Seconds; a model's answer takes from a few hundred milliseconds to minutes. */
export const ANSWER_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** Seconds; what the gateway adds by itself is mostly under a millisecond. */
export const OVERHEAD_SECONDS = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** Makers of models, who differ in what they take past Converse. */
export type Family = 'claude' | 'nova' | 'open';

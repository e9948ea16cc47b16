/** Scores of classifiers under scikit-learn's names, and the same over batches. */
export * from './classification.ts';
export * from './ranking.ts';
export { Accuracy, ConfusionMatrix, Mean, Ranking } from './streaming.ts';

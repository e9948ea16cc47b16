/** Scores of classifiers under scikit-learn's names, and the same over batches. */
export {
  type Average,
  accuracy_score,
  balanced_accuracy_score,
  type Counts,
  classification_report,
  confusion_matrix,
  f1_score,
  fbeta_score,
  precision_recall_fscore_support,
  precision_score,
  recall_score,
  type Support,
  top_k_accuracy_score,
} from './classification.ts';
export * from './ranking.ts';
export { Accuracy, ConfusionMatrix, Mean, Ranking } from './streaming.ts';

import { advice, missing, namesAt, ours } from "./meaning.ts";

/** What is reported of a result. */
export const foreignMetrics = namesAt("metric", [
  ["accuracy_score, acc", "scikit-learn, Keras", ours("accuracy")],
  ["binary_accuracy, categorical_accuracy, sparse_categorical_accuracy", "Keras", ours("accuracy")],
  ["balanced_accuracy_score", "scikit-learn", ours("balanced_accuracy")],
  ["top_k_accuracy_score", "scikit-learn", ours("top_k")],
  ["top_k_categorical_accuracy, sparse_top_k_categorical_accuracy", "Keras", ours("top_k")],
  ["precision_score", "scikit-learn", ours("precision")],
  ["recall_score, sensitivity", "scikit-learn", ours("recall")],
  ["f1_score, F1Score, fscore", "scikit-learn, Keras", ours("f1")],
  [
    "fbeta_score, jaccard_score, hamming_loss, specificity",
    "scikit-learn",
    missing("such score", "the nearest is", "metric f1"),
  ],
  ["roc_auc_score, auc, auroc", "scikit-learn, Keras", ours("roc_auc")],
  ["average_precision_score, auprc", "scikit-learn", ours("pr_auc")],
  ["confusion, crosstab", "others", ours("confusion_matrix")],
  [
    "classification_report",
    "scikit-learn",
    advice(
      "Name the scores one by one:",
      "metric precision(average = none), recall(average = none)",
    ),
  ],
  ["matthews_corrcoef", "scikit-learn", ours("mcc")],
  ["cohen_kappa_score, kappa", "scikit-learn", ours("cohen_kappa")],
  ["brier_score_loss, brier_score", "scikit-learn", ours("brier")],
  ["cross_entropy, perplexity", "PyTorch, others", ours("log_loss")],
  ["mean_squared_error", "scikit-learn, Keras", ours("mse")],
  ["root_mean_squared_error", "scikit-learn, Keras", ours("rmse")],
  ["mean_absolute_error", "scikit-learn, Keras", ours("mae")],
  ["mean_absolute_percentage_error", "scikit-learn, Keras", ours("mape")],
  ["r2_score", "scikit-learn, Keras", ours("r2")],
  ["explained_variance_score", "scikit-learn", ours("explained_variance")],
  [
    "max_error, mean_squared_log_error, pearsonr",
    "scikit-learn, SciPy",
    missing("such error", "the nearest is", "metric median_absolute_error"),
  ],
]);

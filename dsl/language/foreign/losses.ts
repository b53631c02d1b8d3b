import { advice, missing, namesAt, ours } from "./meaning.ts";

const noRanking = missing(
  "loss that compares rows with each other",
  "each row is compared with its own target, as by",
  "loss cross_entropy",
);

/** Losses. */
export const foreignLosses = namesAt("loss", [
  ["nn.CrossEntropyLoss", "PyTorch", ours("cross_entropy")],
  ["categorical_crossentropy", "Keras", ours("cross_entropy")],
  ["sparse_categorical_crossentropy", "Keras", ours("cross_entropy")],
  [
    "softmax_cross_entropy, softmax_cross_entropy_with_logits, logloss",
    "others",
    ours("cross_entropy"),
  ],
  ["nn.NLLLoss", "PyTorch", ours("nll")],
  ["nn.BCEWithLogitsLoss", "PyTorch", ours("binary_cross_entropy")],
  ["nn.BCELoss, bce", "PyTorch", ours("binary_cross_entropy")],
  ["binary_crossentropy", "Keras", ours("binary_cross_entropy")],
  ["nn.MultiLabelSoftMarginLoss, nn.SoftMarginLoss", "PyTorch", ours("binary_cross_entropy")],
  [
    "BinaryFocalCrossentropy, CategoricalFocalCrossentropy, sigmoid_focal_loss, FocalLoss",
    "Keras, PyTorch",
    ours("focal"),
  ],
  ["nn.MSELoss", "PyTorch", ours("mse")],
  ["mean_squared_error, l2_loss, squared_error", "Keras, scikit-learn", ours("mse")],
  ["nn.L1Loss", "PyTorch", ours("mae")],
  ["mean_absolute_error, absolute_error", "Keras, scikit-learn", ours("mae")],
  [
    "rmse, root_mean_squared_error",
    "others",
    advice("Train with mse, whose root metric rmse shows:", "loss mse"),
  ],
  ["nn.SmoothL1Loss", "PyTorch", ours("smooth_l1")],
  ["nn.HuberLoss", "PyTorch", ours("huber")],
  ["LogCosh, log_cosh", "Keras", missing("log-cosh loss", "the nearest is", "loss smooth_l1")],
  ["nn.MultiMarginLoss", "PyTorch", ours("multi_margin")],
  ["categorical_hinge", "Keras", ours("multi_margin")],
  [
    "squared_hinge, nn.HingeEmbeddingLoss",
    "Keras, PyTorch",
    missing("such hinge", "there is", "loss hinge"),
  ],
  ["nn.PoissonNLLLoss", "PyTorch", ours("poisson")],
  [
    "nn.GaussianNLLLoss",
    "PyTorch",
    missing("loss with a variance", "the mean alone is learnt by", "loss mse"),
  ],
  [
    "mean_absolute_percentage_error, mape, mean_squared_logarithmic_error, msle",
    "Keras, scikit-learn",
    missing("loss of relative errors", "large errors count less with", "loss huber"),
  ],
  [
    "pinball, PinballLoss, quantile_loss",
    "scikit-learn",
    missing("loss of a quantile", "the median is learnt by", "loss mae"),
  ],
  [
    "nn.KLDivLoss, kl_divergence",
    "PyTorch, Keras",
    missing("divergence of distributions", "targets are classes, as for", "loss cross_entropy"),
  ],
  [
    "nn.CTCLoss",
    "PyTorch",
    missing("loss for sequences", "each row has one target, as for", "loss cross_entropy"),
  ],
  [
    "nn.TripletMarginLoss, nn.CosineEmbeddingLoss, nn.MarginRankingLoss, cosine_similarity",
    "PyTorch, Keras",
    noRanking,
  ],
]);

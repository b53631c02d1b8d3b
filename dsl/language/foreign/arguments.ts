import { advice, argument, missing, namesAt, ours } from "./meaning.ts";

const inputsFollow = advice("Leave it out: the number of inputs follows from the layer before");
const activationIsLayer = advice("Write the activation as a layer of its own, on the next line");
const leaveOut = advice("Leave it out");
const trainingRows = advice("Leave it out: the rows that are not held out train the model");
const stopsEarly = advice(
  "Write patience = 5 and, to keep the best epoch, keep = best:",
  "train(patience = 5)",
);
const decays = advice("Write it in the train stage, for all layers:", "train(l2 = 0.001)");
const heldOut = advice(
  "Hold rows out in the split stage:",
  "split holdout(valid = 20%, test = 20%)",
);
const scheduled = advice("Write it as a stage of its own:", "schedule cosine");
const onAllRows = advice("Leave it out: the loss is the mean over the rows");

/** Arguments of layers, losses and stages. */
export const foreignArgumentNames = namesAt("argument", [
  ["units, out_features, out_channels, filters, size", "Keras, PyTorch", ours("out")],
  ["n_out, width, neurons", "others", ours("out")],
  ["input_dim, num_embeddings", "Keras, PyTorch", ours("count")],
  ["output_dim, embedding_dim", "Keras, PyTorch", ours("dim")],
  ["in_features, num_features, inputs", "PyTorch", inputsFollow],
  ["input_dim, input_shape, normalized_shape, embed_dim, key_dim", "Keras, PyTorch", inputsFollow],
  [
    "hidden_layer_sizes",
    "scikit-learn",
    advice("Write one linear layer for each size in model { ... }"),
  ],
  ["activation, nonlinearity", "Keras, scikit-learn", activationIsLayer],
  ["dropout", "others", advice("Write dropout as a layer of its own, on the next line")],
  ["use_bias", "Keras", ours("bias")],
  ["kernel_initializer, weight_init, initializer", "Keras, others", ours("init")],
  ["bias_initializer", "Keras", ours("bias_init")],
  ["kernel_regularizer, bias_regularizer", "Keras", decays],
  ["requires_grad", "PyTorch", ours("trainable")],
  ["rate, drop_rate, probability", "Keras, others", ours("p")],
  [
    "keep_prob",
    "others",
    advice("Write the share that becomes 0 as p, 1 minus this:", "dropout(p = 0.2)"),
  ],
  ["num_heads, nhead", "Keras, PyTorch", ours("heads")],
  ["use_causal_mask, is_causal", "Keras, PyTorch", ours("causal")],
  ["negative_slope", "Keras, PyTorch", ours("slope")],
  ["alpha", "Keras", ours("slope")],
  ["target_shape", "Keras", ours("shape")],
  ["dims", "Keras, PyTorch", ours("axes")],
  ["epsilon", "Keras", ours("eps")],
  ["stddev", "Keras", ours("std")],
  ["a, minval", "PyTorch, Keras", ours("low")],
  ["b, maxval", "PyTorch, Keras", ours("high")],
  ["a", "PyTorch", ours("slope")],

  ["weight, class_weight", "PyTorch, scikit-learn", ours("class_weights")],
  ["scale_pos_weight", "others", ours("pos_weight")],
  ["from_logits", "Keras", advice("Leave it out: losses take the scores as they are")],
  ["reduction, size_average", "Keras, PyTorch", onAllRows],
  [
    "sample_weight",
    "scikit-learn, Keras",
    missing(
      "weight of single rows",
      "classes are weighted by",
      "loss cross_entropy(class_weights = balanced)",
    ),
  ],

  ["learning_rate, learning_rate_init, eta, rate", "Keras, scikit-learn", ours("lr")],
  ["beta_1", "Keras", ours("beta1")],
  ["beta_2", "Keras", ours("beta2")],
  [
    "betas",
    "PyTorch",
    advice("Write beta1 = ... and beta2 = ...:", "optimizer adam(beta1 = 0.9, beta2 = 0.999)"),
  ],
  ["rho", "Keras", ours("alpha")],
  ["decay, l2_penalty, wd", "Keras, others", ours("weight_decay")],
  [
    "params, parameters",
    "PyTorch",
    advice("Leave it out: all parameters are trained that no layer freezes"),
  ],
  ["step_size", "PyTorch", ours("size")],
  ["eta_min, min_lr", "PyTorch, Keras", ours("min")],
  ["max_lr", "PyTorch", ours("max")],
  ["T_0, first_decay_steps", "PyTorch, Keras", ours("first")],
  ["T_mult, t_mul", "PyTorch, Keras", ours("factor")],
  ["T_max, total_iters, decay_steps, total_steps", "PyTorch, Keras", ours("epochs")],
  [
    "T_max, total_steps, decay_steps",
    "PyTorch, Keras",
    advice("Leave it out: a schedule spans all epochs"),
  ],
  [
    "warmup_epochs, warmup_steps, warmup",
    "others",
    advice("Write it as a stage of its own:", "schedule warmup(5)"),
  ],
  ["lr_scheduler, scheduler, lr_schedule", "PyTorch, others", scheduled],

  ["batch_size", "Keras, PyTorch, scikit-learn", ours("batch")],
  ["n_epochs, num_epochs, nb_epoch, max_epochs", "others", ours("epochs")],
  ["max_iter, iterations, n_iter", "scikit-learn", ours("epochs")],
  ["early_stopping", "scikit-learn", argument("patience", "5")],
  ["n_iter_no_change", "scikit-learn", ours("patience")],
  ["tol", "scikit-learn", ours("min_delta")],
  ["callbacks", "Keras", stopsEarly],
  ["restore_best_weights, save_best_only", "Keras", argument("keep", "best")],
  ["clipnorm, global_clipnorm, max_norm, gradient_clip_val", "Keras, PyTorch", ours("clip_norm")],
  ["clipvalue", "Keras", ours("clip_value")],
  ["val, validation, validation_split, validation_fraction", "Keras, scikit-learn", ours("valid")],
  ["validation_data, validation_split", "Keras", heldOut],
  ["metrics", "Keras", advice("Write it as a stage of its own:", "metric accuracy")],
  [
    "criterion, loss_fn",
    "PyTorch",
    advice("Write it as a stage of its own:", "loss cross_entropy"),
  ],
  ["solver", "scikit-learn", advice("Write it as a stage of its own:", "optimizer adam")],
  [
    "verbose, n_jobs, num_workers, pin_memory, steps_per_epoch, drop_last, workers",
    "Keras, scikit-learn, PyTorch",
    leaveOut,
  ],

  ["test_size", "scikit-learn", ours("test")],
  ["valid_size, val_size, validation_size", "others", ours("valid")],
  ["train_size, train", "scikit-learn", trainingRows],
  ["random_state, random_seed", "scikit-learn, others", ours("seed")],
  [
    "n_splits, cv, folds",
    "scikit-learn",
    missing("cross-validation", "one part is held out:", "split holdout(test = 20%)"),
  ],

  ["label, labels, y, target_column, label_column", "others", ours("target")],
  ["file, filename, filepath, filepath_or_buffer", "pandas", ours("path")],
  ["drop, exclude", "pandas", ours("ignore")],
  ["features, feature_names", "scikit-learn", ours("columns")],
  [
    "features, columns",
    "scikit-learn",
    advice("Leave it out: every column is a feature that is not named in ignore = [...]"),
  ],
  ["categorical, categorical_features, cat_features", "scikit-learn, others", ours("categories")],
  ["class_names, target_names", "scikit-learn, Keras", ours("classes")],
  [
    "group, groups, group_column",
    "scikit-learn",
    advice(
      "Hold out whole groups, such as those of a column patient:",
      "split group(patient, test = 20%)",
    ),
  ],
  ["delimiter, separator", "pandas", ours("sep")],
  ["index_column", "others", ours("index_col")],
  ["skip_rows, skip", "others, R", ours("skiprows")],
  ["rows, n_max", "others, R", ours("nrows")],
  ["missing, na, na_strings, missing_values", "others, R", ours("na_values")],
  ["dropna", "pandas", ours("missing_rows")],
  ["on_bad_lines", "pandas", ours("bad_rows")],
  ["dec, decimal_mark", "R", ours("decimal")],
  ["quote", "R", ours("quotechar")],
  ["dtype", "pandas, PyTorch", leaveOut],
]);

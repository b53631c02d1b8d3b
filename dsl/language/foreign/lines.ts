import { advice, missing, namesAt, ours } from "./meaning.ts";

const knownAlready = advice("Remove this line: every layer, loss and optimizer is known already");
const inTrain = advice("Write it in the train stage, as in", "train(epochs = 20, batch = 32)");
const withOptimizer = advice("Write it with the optimizer, as in:", "optimizer sgd(lr = 0.01)");
const trainDoes = advice(
  "Remove this line: the train stage does that:",
  "train(epochs = 20, batch = 32)",
);
const modelIsLeft = advice("Remove this line: a run always leaves model.onnx, beside its metrics");
const stages = advice("Remove this line: loss, optimizer and metric are stages of their own");
const declared = advice("Give a value a name with:", "param hidden: int = 8");
const inSplit = advice(
  "Write it in the split stage, as in:",
  "split holdout(valid = 20%, test = 20%)",
);
const repeats = advice("Repeat layers inside the model with", "repeat(3) { linear(8) }");
const stopsEarly = advice(
  "Write it in the train stage, as in:",
  "train(epochs = 100, patience = 5, keep = best)",
);
const listed = advice(
  "Remove this line: metrics.json, history.csv and the terminal show the numbers",
);
const shown = advice("Remove this line: penstock plan shows every layer with its shape");
const answered = advice("Remove this line: penstock predict answers for new rows");
const choices = missing(
  "condition",
  "what varies is a parameter, or a variant that --variant chooses:",
  "variant wide { model { linear(classes) } }",
);
const coded = advice(
  "Classes are coded as they are; for columns of words write:",
  "encode one_hot",
);
const filledIn = advice("Write it as:", "impute median, most_frequent");
const noStep = missing(
  "step of this kind before the model",
  "columns of numbers are scaled by",
  "scale standard",
);

/** What stands at the start of a line. */
export const foreignLines = namesAt("line", [
  ["import, from, using, require", "Python, others", knownAlready],
  ["include", "others", ours("use")],
  ["version", "others", ours("pipe")],
  ["let, var, const, set, parameter", "others", declared],
  [
    "def, function, class",
    "Python",
    advice("Name a group of layers with block:", "block tower(n) { linear(n) }"),
  ],
  ["for, while, loop", "Python", repeats],
  ["if, else, elif", "Python", choices],
  [
    "with, return, try",
    "Python",
    advice("Remove this line: a pipeline is a list of stages, without statements"),
  ],
  ["print, plot, logging", "Python", listed],

  ["data, dataset, read, source", "others", ours("load")],
  ["input, inputs", "Keras", ours("load")],
  [
    "target, y",
    "others",
    advice("Write it where the data is loaded:", 'load csv("data.csv", target = column)'),
  ],
  [
    "features, X, x_train, y_train",
    "scikit-learn",
    advice("Remove this line: every column is a feature but the target"),
  ],
  ["read_csv", "pandas", advice("Write it as:", 'load csv("data.csv", target = column)')],
  ["DataLoader", "PyTorch", inTrain],
  ["train_test_split", "scikit-learn", advice("Write it as:", "split holdout(test = 20%)")],
  ["StandardScaler", "scikit-learn", advice("Write it as:", "scale standard")],
  ["test_size, validation_split, valid, validation", "scikit-learn, Keras", inSplit],
  [
    "scaler, normalize, standardize, preprocess, scaling",
    "scikit-learn, others",
    ours("scale"),
  ],
  ["OneHotEncoder, LabelEncoder, OrdinalEncoder, LabelBinarizer", "scikit-learn", coded],
  ["get_dummies, to_categorical, one_hot", "pandas, Keras, PyTorch", coded],
  ["SimpleImputer, KNNImputer, fillna", "scikit-learn, pandas", filledIn],
  [
    "dropna",
    "pandas",
    advice(
      "A manifest leaves out rows with missing values: missing_rows: drop; or write:",
      "impute median",
    ),
  ],
  [
    "PCA, SelectKBest, PolynomialFeatures, VarianceThreshold, TfidfVectorizer",
    "scikit-learn",
    noStep,
  ],
  [
    "Pipeline, make_pipeline, ColumnTransformer",
    "scikit-learn",
    advice("Remove this line: the file itself is the pipeline"),
  ],

  ["net, network, layers, architecture", "others", ours("model")],
  [
    "Sequential, nn.Sequential",
    "Keras, PyTorch",
    advice("Write the layers as in model { ... }, one on each line"),
  ],
  ["criterion, objective, loss_fn, cost", "PyTorch, others", ours("loss")],
  ["optim, optimiser, optimizers, solver", "PyTorch, others", ours("optimizer")],
  ["scheduler, lr_scheduler", "PyTorch", ours("schedule")],
  ["fit, training, model.fit", "scikit-learn, Keras", ours("train")],
  ["compile, model.compile", "Keras", stages],
  ["epochs, epoch, n_epochs, num_epochs, batch, batch_size, max_iter", "Keras, others", inTrain],
  ["lr, learning_rate", "PyTorch, Keras", withOptimizer],
  ["optimizer.step, optimizer.zero_grad, loss.backward, train_step", "PyTorch", trainDoes],
  ["model.train, model.eval, torch.no_grad, model.to", "PyTorch", trainDoes],
  ["EarlyStopping, ModelCheckpoint, callbacks, early_stopping, patience", "Keras", stopsEarly],
  ["ReduceLROnPlateau", "Keras, PyTorch", advice("Write it as a stage:", "schedule plateau")],
  [
    "random_state, random_seed, manual_seed, np.random.seed, torch.manual_seed, set_seed",
    "scikit-learn, NumPy, PyTorch",
    ours("seed"),
  ],
  [
    "cuda, gpu, model.cuda",
    "PyTorch",
    advice("Write it as a stage:", "device cuda"),
  ],

  ["score, evaluate, model.evaluate, report", "Keras, scikit-learn", ours("metric")],
  ["assert, require_metric", "Python", ours("expect")],
  [
    "export, save, model.save, torch.save, torch.onnx.export, output, joblib.dump, pickle.dump",
    "PyTorch, Keras, scikit-learn",
    modelIsLeft,
  ],
  [
    "load_model, torch.load, load_state_dict, load_weights",
    "Keras, PyTorch",
    advice(
      "Start from the values of an earlier run:",
      'model(parameters = "start.npz") { linear(classes) }',
    ),
  ],
  ["predict, model.predict, predict_proba", "scikit-learn, Keras", answered],
  ["summary, model.summary, torchsummary", "Keras, PyTorch", shown],
  ["TensorBoard, wandb, CSVLogger, history", "Keras, others", listed],
  [
    "cross_val_score, KFold, GridSearchCV",
    "scikit-learn",
    missing(
      "cross-validation or search",
      "one part is held out:",
      "split holdout(valid = 20%, test = 20%)",
    ),
  ],
]);

import { advice, missing, namesAt, ours } from "./meaning.ts";

const noFolds = missing(
  "cross-validation",
  "one part is held out, and another seed holds out other rows, as in:",
  "split holdout(valid = 20%, test = 20%, seed = 7)",
);
const noSearch = missing(
  "search for values",
  "declare what is to vary, and set it from outside with --set hidden=16:",
  "param hidden: int = 8",
);
const noScaler = missing("such scaling", "the nearest is", "scale standard");
const noImages = missing(
  "reader of images",
  "write each image as a row of a table, with a column for each pixel, as in:",
  'load csv("pixels.csv", target = label)',
);
const writeTable = missing(
  "reader of this kind",
  "save it as a table with a header, as in:",
  'load csv("data.csv", target = label)',
);

/** Where rows come from. */
export const foreignReaders = namesAt("load", [
  ["pd.read_csv, np.loadtxt, np.genfromtxt", "pandas, NumPy", ours("csv")],
  ["read_excel, read_json, read_parquet, read_sql, np.load", "pandas, NumPy", writeTable],
  ["pd.DataFrame, np.array, torch.tensor, TensorDataset", "pandas, NumPy, PyTorch", ours("rows")],
  ["ImageFolder, image_dataset_from_directory, images", "PyTorch, Keras", noImages],
  [
    "load_iris, load_digits, load_wine, load_breast_cancer, load_diabetes, fetch_openml",
    "scikit-learn",
    advice("Give the file itself, as in:", 'load csv("../data/iris.csv", target = species)'),
  ],
  ["mnist, cifar10, MNIST, CIFAR10, fashion_mnist", "Keras, PyTorch", noImages],
]);

/** Which rows train and test. */
export const foreignSplits = namesAt("split", [
  ["train_test_split", "scikit-learn", ours("holdout")],
  ["random_split, random", "PyTorch", ours("holdout")],
  ["ShuffleSplit, shuffle", "scikit-learn", ours("holdout")],
  [
    "stratified, StratifiedShuffleSplit, GroupShuffleSplit, TimeSeriesSplit",
    "scikit-learn",
    missing("such split", "rows are held out at random:", "split holdout(test = 20%)"),
  ],
  [
    "KFold, k_folds, StratifiedKFold, GroupKFold, LeaveOneOut, cross_validate, cross_val_score",
    "scikit-learn",
    noFolds,
  ],
  ["GridSearchCV, RandomizedSearchCV", "scikit-learn", noSearch],
]);

/** How columns are scaled. */
export const foreignScalings = namesAt("scale", [
  ["StandardScaler", "scikit-learn", ours("standard")],
  ["standardize, standardise, zscore, normalize", "others", ours("standard")],
  ["Normalization", "Keras", ours("standard")],
  [
    "minmax, MinMaxScaler, RobustScaler, MaxAbsScaler, Normalizer, PowerTransformer, QuantileTransformer",
    "scikit-learn",
    noScaler,
  ],
]);

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
const writeTable = missing(
  "reader of this kind",
  "save it as a table with a header, as in:",
  'load csv("data.csv", target = label)',
);

/** Where rows come from. */
export const foreignReaders = namesAt("load", [
  ["pd.read_csv, np.loadtxt, np.genfromtxt", "pandas, NumPy", ours("csv")],
  ["read_excel, read_sql, read_html", "pandas", writeTable],
  ["read_json, read_ndjson, json", "pandas, polars", ours("jsonl")],
  ["read_parquet", "pandas, polars", ours("parquet")],
  ["np.load, pickle", "NumPy, Python", ours("npy", "npz")],
  ["pd.DataFrame, np.array, torch.tensor, TensorDataset", "pandas, NumPy, PyTorch", ours("rows")],
  ["ImageFolder, image_dataset_from_directory, folder, image", "PyTorch, Keras", ours("images")],
  [
    "load_iris, load_digits, load_wine, load_breast_cancer, load_diabetes, fetch_openml",
    "scikit-learn",
    advice("Give the file itself, as in:", 'load csv("../data/iris.csv", target = species)'),
  ],
  [
    "mnist, fashion_mnist",
    "Keras, PyTorch",
    advice(
      "Give the files themselves, as in:",
      'load idx("train-images-idx3-ubyte.gz", labels = "train-labels-idx1-ubyte.gz")',
    ),
  ],
  ["cifar10, cifar100", "Keras, PyTorch", ours("cifar")],
]);

/** Which rows train and test. */
export const foreignSplits = namesAt("split", [
  ["train_test_split", "scikit-learn", ours("holdout")],
  ["random_split, random", "PyTorch", ours("holdout")],
  ["ShuffleSplit, shuffle", "scikit-learn", ours("holdout")],
  [
    "stratified, StratifiedShuffleSplit",
    "scikit-learn",
    advice("Write it as:", "split holdout(test = 20%, stratify = true)"),
  ],
  ["GroupShuffleSplit, groups", "scikit-learn", ours("group")],
  ["TimeSeriesSplit, chronological, temporal", "scikit-learn, others", ours("time")],
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
  ["standardize, standardise, zscore", "others", ours("standard")],
  ["Normalization", "Keras", ours("standard")],
  ["min_max, MinMaxScaler", "scikit-learn", ours("minmax")],
  ["RobustScaler", "scikit-learn", ours("robust")],
  ["MaxAbsScaler", "scikit-learn", ours("maxabs")],
  ["FunctionTransformer, log", "scikit-learn", ours("log1p")],
  ["Rescaling", "Keras", ours("affine")],
  ["ToTensor", "torchvision", ours("divide")],
  ["Normalize", "torchvision", ours("standard")],
  ["QuantileTransformer, rank", "scikit-learn, others", ours("quantile")],
  ["Normalizer, PowerTransformer", "scikit-learn", noScaler],
]);

/** How missing values are filled in. */
export const foreignImputers = namesAt("impute", [
  ["SimpleImputer", "scikit-learn", ours("median")],
  ["mode, most_common", "pandas, others", ours("most_frequent")],
  ["average", "others", ours("mean")],
  ["fillna, fill", "pandas", ours("constant")],
  [
    "ffill, bfill, interpolate, KNNImputer, IterativeImputer",
    "pandas, scikit-learn",
    missing("such imputation", "the nearest is", "impute median"),
  ],
]);

/** How words become numbers. */
export const foreignEncoders = namesAt("encode", [
  ["OneHotEncoder, onehot, get_dummies, LabelBinarizer", "scikit-learn, pandas", ours("one_hot")],
  ["OrdinalEncoder, LabelEncoder, label, factorize", "scikit-learn, pandas", ours("codes")],
  [
    "TargetEncoder, HashingEncoder",
    "scikit-learn",
    missing("such encoding", "the nearest is", "encode one_hot(min_count = 5)"),
  ],
]);

/** What a column is. */
export const foreignColumnTypes = namesAt("column", [
  ["numeric, float, int, continuous, float32, int64", "pandas, others", ours("number")],
  ["categorical, nominal, object, factor, string, text", "pandas, R", ours("category")],
  ["bool, binary", "pandas", ours("boolean")],
  ["datetime, datetime64, timestamp, time", "pandas", ours("date")],
  ["drop, skip, exclude", "pandas, others", ours("ignore")],
]);

/** Where to train. */
export const foreignDevices = namesAt("device", [
  ["gpu, nvidia, CUDAExecutionProvider", "TensorFlow, ONNX Runtime", ours("cuda")],
  ["CPUExecutionProvider", "ONNX Runtime", ours("cpu")],
]);

/** How targets are scaled. */
export const foreignTargetScalings = namesAt("scale_target", [
  ["StandardScaler, TransformedTargetRegressor, zscore", "scikit-learn", ours("standard")],
  ["MinMaxScaler, min_max", "scikit-learn", ours("minmax")],
  ["log", "others", ours("log1p")],
]);

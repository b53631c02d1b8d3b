import { advice, missing, namesAt, ours } from "./meaning.ts";

const inputsAreFeatures = advice("Remove this line: the inputs are the features of the data");
const noConvolution = missing(
  "convolution",
  "write linear layers on the pixels, or cut the image into patches with reshape and permute, as " +
    "pipelines/vision does",
);
const noPooling = missing(
  "pooling over windows",
  "mean_pool takes the mean over the tokens of a row",
);
const noRecurrence = missing(
  "recurrent layer",
  "position_embedding and attention read sequences, as in pipelines/vision/vit_digits.pipe",
);
const noTrees = missing(
  "tree or kernel model",
  "a pipeline trains a neural network, as pipelines/classify.pipe does",
);
const writeLayers = advice("Write the layers as in model { ... }, one on each line");
const linearModel = advice(
  "Write a model of one layer, with cross_entropy for classes or mse for numbers:",
  "model { linear(classes) }",
);

/** Layers and models. */
export const foreignLayers = namesAt("layer", [
  ["Dense", "Keras", ours("linear")],
  ["nn.Linear, nn.LazyLinear", "PyTorch", ours("linear")],
  ["fully_connected, fc, affine", "others", ours("linear")],
  ["InputLayer, Input", "Keras", inputsAreFeatures],
  ["Activation", "Keras", ours("activation")],
  ["Dropout, nn.Dropout", "Keras, PyTorch", ours("dropout")],
  ["nn.AlphaDropout, AlphaDropout", "PyTorch, Keras", ours("dropout")],
  [
    "nn.Dropout1d, nn.Dropout2d, SpatialDropout1D, SpatialDropout2D",
    "PyTorch, Keras",
    ours("dropout"),
  ],
  [
    "GaussianNoise, GaussianDropout",
    "Keras",
    missing("layer of noise", "the nearest is", "dropout(0.1)"),
  ],
  ["BatchNormalization", "Keras", ours("batch_norm")],
  ["nn.BatchNorm1d, nn.BatchNorm2d, nn.LazyBatchNorm1d", "PyTorch", ours("batch_norm")],
  ["LayerNormalization", "Keras", ours("layer_norm")],
  ["nn.LayerNorm", "PyTorch", ours("layer_norm")],
  [
    "nn.GroupNorm, GroupNormalization, nn.InstanceNorm1d, nn.RMSNorm, RMSNormalization",
    "PyTorch, Keras",
    missing("such norm", "the nearest is", "layer_norm"),
  ],
  ["Normalization", "Keras", advice("Scale the features before the model:", "scale standard")],
  ["Rescaling", "Keras", advice("Scale the features before the model:", "scale standard")],
  ["Flatten, nn.Flatten", "Keras, PyTorch", ours("flatten")],
  ["Reshape, nn.Unflatten", "Keras, PyTorch", ours("reshape")],
  ["Permute", "Keras", ours("permute")],
  ["Embedding, nn.Embedding", "Keras, PyTorch", ours("embedding")],
  ["MultiHeadAttention", "Keras", ours("attention")],
  ["nn.MultiheadAttention", "PyTorch", ours("attention")],
  ["Attention", "Keras", ours("attention")],
  [
    "nn.TransformerEncoderLayer, nn.Transformer, nn.TransformerEncoder, TransformerEncoder",
    "PyTorch, Keras",
    advice("Write it out, as pipelines/vision/vit_digits.pipe does; it begins with", "layer_norm"),
  ],
  ["GlobalAveragePooling1D", "Keras", ours("mean_pool")],
  [
    "AveragePooling1D, AveragePooling2D, nn.AvgPool1d, nn.AvgPool2d, nn.AdaptiveAvgPool1d, " +
    "nn.AdaptiveAvgPool2d, GlobalAveragePooling2D",
    "Keras, PyTorch",
    ours("mean_pool"),
  ],
  [
    "MaxPooling1D, MaxPooling2D, MaxPool1D, nn.MaxPool2d, GlobalMaxPooling1D, GlobalMaxPooling2D, " +
    "max_pool, pooling",
    "Keras, PyTorch",
    noPooling,
  ],
  [
    "Conv2D, nn.Conv2d, nn.Conv1d, nn.Conv3d, nn.ConvTranspose2d, Conv2DTranspose, SeparableConv2D, " +
    "DepthwiseConv2D, conv, convolution",
    "Keras, PyTorch",
    noConvolution,
  ],
  [
    "LSTM, nn.LSTM, GRU, nn.GRU, SimpleRNN, nn.RNN, nn.LSTMCell, nn.GRUCell, Bidirectional, " +
    "TimeDistributed",
    "Keras, PyTorch",
    noRecurrence,
  ],
  ["Concatenate", "Keras", ours("concat")],
  ["torch.cat", "PyTorch", ours("concat")],
  ["Add, skip, shortcut", "Keras, others", ours("residual")],
  [
    "Multiply, Average, Maximum, Dot",
    "Keras",
    missing("layer that joins branches so", "they are joined by", "concat { linear(4) }"),
  ],
  [
    "Lambda",
    "Keras",
    missing(
      "layer of your own",
      "combine the layers there are, as in",
      "sequential { linear(8) }",
    ),
  ],
  [
    "RepeatVector, ZeroPadding2D, UpSampling2D, nn.Upsample",
    "Keras, PyTorch",
    missing("such layer", "shapes are changed by", "reshape([8, 8])"),
  ],
  [
    "nn.Identity, Identity",
    "PyTorch, Keras",
    advice("Remove this line: without an activation the scores stay as they are"),
  ],
  ["nn.ReLU, ReLU", "PyTorch, Keras", ours("relu")],
  ["nn.ReLU6, nn.RReLU", "PyTorch", missing("such rectifier", "the nearest is", "relu")],
  ["LeakyReLU, nn.LeakyReLU", "Keras, PyTorch", ours("leaky_relu")],
  ["PReLU, nn.PReLU", "Keras, PyTorch", ours("prelu")],
  ["ELU, nn.ELU", "Keras, PyTorch", ours("elu")],
  ["nn.CELU", "PyTorch", missing("celu", "the nearest is", "elu")],
  ["nn.SELU", "PyTorch", ours("selu")],
  ["nn.GELU", "PyTorch", ours("gelu")],
  ["nn.SiLU", "PyTorch", ours("silu")],
  ["swish", "Keras", ours("silu")],
  [
    "nn.Hardswish, hard_silu",
    "PyTorch, Keras",
    missing("such activation", "the nearest is", "silu"),
  ],
  ["nn.Mish", "PyTorch, Keras", ours("mish")],
  ["nn.Sigmoid", "PyTorch", ours("sigmoid")],
  ["logistic", "scikit-learn", ours("sigmoid")],
  ["nn.Hardsigmoid", "PyTorch", ours("hard_sigmoid")],
  ["nn.Tanh", "PyTorch", ours("tanh")],
  [
    "nn.Hardtanh, nn.Softsign, softsign, nn.Tanhshrink",
    "PyTorch, Keras",
    missing("such activation", "the nearest is", "tanh"),
  ],
  ["nn.Softplus", "PyTorch", ours("softplus")],
  ["Softmax, nn.Softmax", "Keras, PyTorch", ours("softmax")],
  ["nn.LogSoftmax", "PyTorch", ours("log_softmax")],
  ["heaviside, nn.Threshold", "NumPy, PyTorch", ours("step")],
  [
    "nn.GLU, nn.Bilinear, Maxout",
    "PyTorch, Keras",
    missing("such layer", "the nearest is", "linear(8)"),
  ],
  ["Sequential, nn.Sequential", "Keras, PyTorch", writeLayers],
  ["nn.ModuleList, nn.Module", "PyTorch", writeLayers],
  ["MLPClassifier, MLPRegressor", "scikit-learn", writeLayers],
  [
    "LogisticRegression, LinearRegression, Ridge, Perceptron, SGDClassifier, SGDRegressor",
    "scikit-learn",
    linearModel,
  ],
  [
    "xgboost, XGBClassifier, XGBRegressor, lightgbm, RandomForestClassifier, RandomForestRegressor, " +
    "GradientBoostingClassifier, DecisionTreeClassifier, KNeighborsClassifier, SVC, SVR, GaussianNB",
    "scikit-learn, others",
    noTrees,
  ],
]);

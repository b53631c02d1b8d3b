import { advice, missing, namesAt, ours } from "./meaning.ts";

/** Optimizers. */
export const foreignOptimizers = namesAt("optimizer", [
  ["SGD, optim.SGD", "Keras, PyTorch", ours("sgd")],
  ["gradient_descent, gd, bgd", "others", ours("sgd")],
  ["momentum", "others", advice("Write it like:", "optimizer sgd(lr = 0.01, momentum = 0.9)")],
  [
    "nesterov, nag",
    "others",
    advice("Write it like:", "optimizer sgd(lr = 0.01, momentum = 0.9, nesterov = true)"),
  ],
  ["Adam, optim.Adam", "Keras, PyTorch", ours("adam")],
  ["AdamW, optim.AdamW", "Keras, PyTorch", ours("adamw")],
  ["NAdam, optim.NAdam", "Keras, PyTorch", ours("nadam")],
  ["RMSprop, optim.RMSprop", "Keras, PyTorch", ours("rmsprop")],
  ["Adagrad, optim.Adagrad", "Keras, PyTorch", ours("adagrad")],
  ["Adadelta, optim.Adadelta", "Keras, PyTorch", ours("adadelta")],
  ["Lion", "Keras", ours("lion")],
  [
    "Adamax, optim.RAdam, optim.SparseAdam, Adafactor, LAMB, Muon",
    "PyTorch, Keras, others",
    missing("such optimizer", "the nearest is", "optimizer adam(lr = 0.001)"),
  ],
  [
    "optim.ASGD, optim.Rprop, Ftrl",
    "PyTorch, Keras",
    missing("such optimizer", "the nearest is", "optimizer sgd(lr = 0.01)"),
  ],
  [
    "optim.LBFGS, lbfgs, newton",
    "PyTorch, scikit-learn",
    missing("optimizer with a line search", "the nearest is", "optimizer adam(lr = 0.001)"),
  ],
]);

/** Schedules of the learning rate. */
export const foreignSchedules = namesAt("schedule", [
  ["lr_scheduler.StepLR", "PyTorch", ours("step")],
  ["lr_scheduler.MultiStepLR", "PyTorch", ours("multi_step")],
  ["PiecewiseConstantDecay", "Keras", ours("multi_step")],
  ["lr_scheduler.ExponentialLR", "PyTorch", ours("exponential")],
  ["ExponentialDecay, invscaling, InverseTimeDecay", "Keras, scikit-learn", ours("exponential")],
  ["lr_scheduler.CosineAnnealingLR", "PyTorch", ours("cosine")],
  ["CosineDecay", "Keras", ours("cosine")],
  ["lr_scheduler.CosineAnnealingWarmRestarts", "PyTorch", ours("cosine_restarts")],
  ["CosineDecayRestarts", "Keras", ours("cosine_restarts")],
  ["lr_scheduler.LinearLR", "PyTorch", ours("linear")],
  ["lr_scheduler.PolynomialLR", "PyTorch", ours("polynomial")],
  ["PolynomialDecay", "Keras", ours("polynomial")],
  ["lr_scheduler.OneCycleLR", "PyTorch", ours("one_cycle")],
  [
    "lr_scheduler.CyclicLR",
    "PyTorch",
    missing("cyclic schedule", "the nearest is", "schedule cosine_restarts(10)"),
  ],
  ["ReduceLROnPlateau, adaptive", "Keras, PyTorch, scikit-learn", ours("plateau")],
  ["lr_scheduler.ConstantLR", "PyTorch", ours("warmup")],
  [
    "lr_scheduler.LambdaLR, lr_scheduler.MultiplicativeLR, LearningRateScheduler",
    "PyTorch, Keras",
    missing("schedule of your own", "choose one, such as", "schedule cosine"),
  ],
  [
    "lr_scheduler.SequentialLR, lr_scheduler.ChainedScheduler",
    "PyTorch",
    advice("Begin with a warm-up and name what follows:", "schedule warmup(5, then = cosine)"),
  ],
]);

/** How parameters start. */
export const foreignInitializers = namesAt("initializer", [
  ["he_normal, HeNormal, nn.init.kaiming_normal_", "Keras, PyTorch", ours("kaiming_normal")],
  ["he_uniform, HeUniform, nn.init.kaiming_uniform_", "Keras, PyTorch", ours("kaiming_uniform")],
  ["glorot_normal, GlorotNormal, nn.init.xavier_normal_", "Keras, PyTorch", ours("xavier_normal")],
  [
    "glorot_uniform, GlorotUniform, nn.init.xavier_uniform_",
    "Keras, PyTorch",
    ours("xavier_uniform"),
  ],
  ["LecunNormal", "Keras", ours("lecun_normal")],
  ["LecunUniform", "Keras", ours("lecun_uniform")],
  ["RandomNormal, nn.init.normal_, gaussian, randn", "Keras, PyTorch", ours("normal")],
  ["RandomUniform, nn.init.uniform_, rand", "Keras, PyTorch", ours("uniform")],
  ["TruncatedNormal, nn.init.trunc_normal_", "Keras, PyTorch", ours("truncated_normal")],
  ["Orthogonal, nn.init.orthogonal_", "Keras, PyTorch", ours("orthogonal")],
  ["Zeros, nn.init.zeros_, zero", "Keras, PyTorch", ours("zeros")],
  ["Ones, nn.init.ones_, one", "Keras, PyTorch", ours("ones")],
  ["Constant, nn.init.constant_", "Keras, PyTorch", ours("constant")],
  [
    "VarianceScaling, nn.init.dirac_, nn.init.eye_, nn.init.sparse_, Identity",
    "Keras, PyTorch",
    missing(
      "such start",
      "values may be written out with weight = [[...]], or choose as in",
      "linear(8, init = kaiming_normal)",
    ),
  ],
]);

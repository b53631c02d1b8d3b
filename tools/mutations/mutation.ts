/** A line made wrong, and who is to notice. */
export interface Mutation {
  /** What the line promises. */
  readonly promise: string;
  readonly file: string;
  /** What is there, exactly and once. */
  readonly find: string;
  readonly replace: string;
  /** Test files of which one or more must fail. */
  readonly tests: readonly string[];
  /** A pipeline of which `gradcheck` must fail, where it can see the mistake. */
  readonly gradcheck?: keyof typeof gradcheckPipelines;
}

const network = `pipe 1
load rows(
  [[0.3, -0.5, 0.2, 0.9, -1.1, 0.4, "a"], [-0.7, 0.6, 1.2, -0.3, 0.8, -0.2, "b"],
    [1.1, 0.1, -0.9, 0.5, 0.2, 1.3, "c"], [-0.4, -1.2, 0.7, 0.1, 0.6, -0.8, "a"]],
  target = y, columns = [u, v, w, x, z, t, y])
`;
const training = `loss cross_entropy
optimizer sgd(lr = 0.1)
`;

/** What `gradcheck` is tried on: a small one, and one with most ops in it. */
export const gradcheckPipelines = {
  small: `${network}model {
  linear(4)
  tanh
  linear(classes)
}
${training}train(epochs = 1, batch = 4, l2 = 0.5)
`,
  wide: `${network}model {
  linear(6)
  layer_norm
  reshape([2, 3])
  attention(heads = 1)
  gelu
  flatten
  residual {
    linear(6)
    sigmoid
  }
  concat {
    linear(2)
    elu
  }
  leaky_relu
  softplus
  linear(classes)
}
${training}train(epochs = 1, batch = 4, l1 = 0.1, l2 = 0.1)
`,
};

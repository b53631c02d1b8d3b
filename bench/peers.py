"""The same training step in PyTorch (eager) and scikit-learn: median microseconds per step, as JSON."""
import json
import statistics
import sys
import time
import warnings

warnings.filterwarnings("ignore")
case = json.loads(sys.argv[1])
F, H, C, B, S = (case[k] for k in ("features", "hidden", "classes", "batch", "steps"))
S = min(S, 1000)
results = {}


def median_us(run, steps, rounds=5):
    run()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1e6 / steps)
    return statistics.median(times)


try:
    import torch

    torch.set_num_threads(1)
    x = torch.randn(4 * B, F)
    y = torch.arange(4 * B) % C
    model = torch.nn.Sequential(torch.nn.Linear(F, H), torch.nn.ReLU(), torch.nn.Linear(H, C))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    loss_of = torch.nn.CrossEntropyLoss()

    def run_torch():
        for step in range(S):
            at = (step % 4) * B
            optimizer.zero_grad()
            loss = loss_of(model(x[at:at + B]), y[at:at + B])
            loss.backward()
            optimizer.step()

    results["PyTorch eager"] = median_us(run_torch, S)
except ImportError:
    pass

try:
    import numpy as np
    from sklearn.neural_network import MLPClassifier

    x = np.random.randn(4 * B, F)
    y = np.arange(4 * B) % C
    epochs = max(1, S // 4)

    def run_sklearn():
        MLPClassifier((H,), solver="sgd", batch_size=B, learning_rate_init=0.01, max_iter=epochs, tol=0,
                      n_iter_no_change=epochs + 1, shuffle=False, momentum=0).fit(x, y)

    results["scikit-learn"] = median_us(run_sklearn, epochs * 4)
except ImportError:
    pass

print(json.dumps(results))

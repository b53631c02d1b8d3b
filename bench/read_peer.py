"""The same table by pandas: CPU seconds of read_csv and peak megabytes of the process, as JSON."""
import json
import resource
import sys
import time

try:
    import pandas
except ImportError:
    sys.exit("this Python has no pandas")


def peak_megabytes():
    try:
        # The system counts that of the program that started this one too, but not here.
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    except OSError:
        unit = 2 ** 20 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


start = time.process_time()
pandas.read_csv(sys.argv[1])
seconds = time.process_time() - start
print(json.dumps({"seconds": seconds, "megabytes": peak_megabytes()}))

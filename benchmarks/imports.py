"""How long `from pizza import *` takes beside a bare `import numpy`, in turns, in fresh processes.

python benchmarks/imports.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys

ROUNDS = 12


def seconds(code: str) -> float:
    """The CPU time of a fresh Python that runs some code."""
    program = f"import time; {code}; print(time.process_time())"
    return float(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Measure and print."""
    seconds("from pizza import *")  # leaves compiled modules
    pairs = [(seconds("import numpy"), seconds("from pizza import *")) for _ in range(ROUNDS)]
    numpy, pizza = (min(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(
        f"import numpy {numpy:.3f} s, pizza with it {pizza:.3f} s: {pizza - numpy:.3f} s more, {ratio:.1f} times as long"
    )


if __name__ == "__main__":
    main()

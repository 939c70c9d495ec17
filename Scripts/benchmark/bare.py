"""Writes files as fast as one process can: bare.py SAMPLE COUNT OUT. What it reaches is the most that a
program which makes one file for each letter can reach on that file system."""

import os
import sys


def main() -> None:
    sample, count, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    with open(sample, "rb") as file:
        data = file.read()
    os.chdir(out)
    for number in range(count):
        file = os.open(f"{number}.pdf", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        os.write(file, data)
        os.close(file)


if __name__ == "__main__":
    main()

"""Keys to sign a benchmark's letters with, and what OpenSSL takes for the bare operation."""

import os
import re
import subprocess
from pathlib import Path

KEYS = {"P-256": ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"], "RSA-2048": ["rsa:2048"], "RSA-3072": ["rsa:3072"]}
OPERATIONS = {"ecdsap256": "P-256", "rsa2048": "RSA-2048", "rsa3072": "RSA-3072"}


def make_keys(store: Path) -> None:
    """Makes a key of each kind, which vouches for itself, and has Flett look for keys there."""
    for name, kind in KEYS.items():
        folder = store / name
        folder.mkdir(parents=True)
        os.umask(0o077)
        subprocess.run(["openssl", "req", "-x509", "-newkey", *kind, "-nodes", "-days", "30",
                        "-subj", "/O=Flett/CN=Benchmark", "-addext", "keyUsage=critical,digitalSignature",
                        "-keyout", folder / "key.pem", "-out", folder / "certificates.pem"],
                       check=True, capture_output=True)
        (folder / "identity.yaml").write_text("key: key.pem\ncertificates: certificates.pem\n")
    os.environ["FLETT_KEYS"] = str(store)


def bare_operations() -> dict[str, float]:
    """Milliseconds that a signature takes in a loop, by `openssl speed`."""
    said = subprocess.run(["openssl", "speed", "-mr", "-seconds", "1", *OPERATIONS],
                          capture_output=True, text=True, check=True).stdout
    # +F2:number:bits:signatures a second:… for RSA, +F4 for ECDSA.
    found = re.findall(r"^\+F([24]):\d+:(\d+):([\d.]+)", said, re.MULTILINE)
    return {("P-" if kind == "4" else "RSA-") + bits: 1000 / float(rate) for kind, bits, rate in found}
